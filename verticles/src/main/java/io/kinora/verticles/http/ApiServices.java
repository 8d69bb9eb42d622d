package io.kinora.verticles.http;

import io.kinora.catalog.VideoCatalogue;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.ClusterView;
import io.kinora.verticles.NodeHealth;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.SuggestService;
import io.kinora.verticles.Visibility;
import io.kinora.verticles.http.auth.AuthConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * All that the API needs of the house.
 *
 * @param filters reads the filter language; throws {@link
 *     io.kinora.verticles.http.problem.InvalidFilterException}
 * @param uploads folder for files that are still arriving, on the object store's file system so
 *     that a finished one need only be moved
 */
public record ApiServices(
    VideoCatalogue catalogue,
    SearchService search,
    Function<String, Filter> filters,
    ObjectStore objects,
    Path uploads,
    Visibility visibility,
    NodeHealth health,
    ClusterView cluster,
    PrometheusMeterRegistry metrics,
    AuthConfig auth,
    HttpConfig http,
    About about,
    PageFiles page,
    SuggestService suggest) {}
