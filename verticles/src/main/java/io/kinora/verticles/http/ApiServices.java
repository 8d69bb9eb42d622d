package io.kinora.verticles.http;

import io.kinora.catalog.VideoCatalogue;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.ClusterView;
import io.kinora.verticles.FeedService;
import io.kinora.verticles.NodeHealth;
import io.kinora.verticles.Popularity;
import io.kinora.verticles.Reindexing;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.SuggestService;
import io.kinora.verticles.ViewerService;
import io.kinora.verticles.Visibility;
import io.kinora.verticles.http.auth.AuthConfig;
import io.kinora.verticles.live.LiveFeed;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the API needs of the house.
 *
 * @param filters reads the filter language; throws {@link
 *     io.kinora.verticles.http.problem.InvalidFilterException}
 * @param uploads folder for files that are still arriving, on the object store's file system so
 *     that a finished one need only be moved
 * @param live null where there is none
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
    Supplier<About> about,
    PageFiles page,
    SuggestService suggest,
    Reindexing reindexing,
    ViewerService viewers,
    @Nullable LiveFeed live,
    Popularity popularity,
    FeedService feeds) {}
