package io.kinora.verticles.node;

import io.kinora.catalog.VideoCatalogue;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import io.kinora.search.filter.FilterSyntaxException;
import io.kinora.verticles.ClusterView;
import io.kinora.verticles.FeedService;
import io.kinora.verticles.NodeHealth;
import io.kinora.verticles.Popularity;
import io.kinora.verticles.Reindexing;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.SuggestService;
import io.kinora.verticles.ViewerService;
import io.kinora.verticles.Visibility;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.http.About;
import io.kinora.verticles.http.ApiServices;
import io.kinora.verticles.http.HttpConfig;
import io.kinora.verticles.http.HttpVerticle;
import io.kinora.verticles.http.PageFiles;
import io.kinora.verticles.http.auth.AuthConfig;
import io.kinora.verticles.http.auth.LocalKeys;
import io.kinora.verticles.http.auth.TrustedIssuer;
import io.kinora.verticles.http.problem.InvalidFilterException;
import io.kinora.verticles.live.LiveFeed;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The HTTP API of a node, deployed.
 *
 * @param newToken the operator's token if this start made it
 */
record HttpApi(Vertx vertx, String deployment, String url, Optional<String> newToken)
    implements AutoCloseable {

  private static final int BURST_SECONDS = 5;
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  /** What a node gives its API. */
  record Backing(
      VideoCatalogue catalogue,
      SearchService search,
      ObjectStore objects,
      Visibility visibility,
      NodeHealth health,
      ClusterView cluster,
      Supplier<Models> models,
      String version,
      SuggestService suggest,
      Reindexing reindexing,
      ViewerService viewers,
      LiveFeed live,
      Popularity popularity,
      FeedService feeds) {}

  /**
   * Looks whether the address can be listened on, before seconds are spent on all else.
   *
   * @throws NodeStartException if not
   */
  static void requireFree(NodeConfig.Http http) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(http.host(), http.port()));
    } catch (IOException refused) {
      throw new NodeStartException(
          "Port %d of %s cannot be listened on: %s. Stop the program that has it, or choose another with --http-port (0: any)."
              .formatted(http.port(), http.host(), refused.getMessage()),
          refused);
    }
  }

  static HttpApi open(NodeConfig config, Vertx vertx, DataFolder folder, Backing backing)
      throws IOException {
    boolean local = config.auth().keys().equals("local");
    boolean fresh = local && !Files.exists(folder.root().resolve("operator.token"));
    LocalKeys keys = local ? LocalKeys.open(folder.root()) : null;
    AuthConfig auth =
        new AuthConfig(
            config.auth().anonymousSearch(),
            List.of(keys != null ? keys.issuer() : issuer(config.auth())));
    ApiServices services =
        new ApiServices(
            backing.catalogue(),
            backing.search(),
            HttpApi::filter,
            backing.objects(),
            folder.uploads(),
            backing.visibility(),
            backing.health(),
            backing.cluster(),
            ClusteredVertx.METRICS,
            auth,
            http(config.http()),
            () -> about(backing),
            PageFiles.fromClassPath("/web"),
            backing.suggest(),
            backing.reindexing(),
            backing.viewers(),
            backing.live(),
            backing.popularity(),
            backing.feeds());
    List<HttpVerticle> instances = new CopyOnWriteArrayList<>();
    Supplier<HttpVerticle> supplier = HttpVerticle.instances(services);
    // Instances share a port that is named; a free one is taken by one instance for itself.
    int count = config.http().port() == 0 ? 1 : config.http().instances();
    String deployment =
        Node.await(
            vertx.deployVerticle(
                () -> {
                  HttpVerticle instance = supplier.get();
                  instances.add(instance);
                  return instance;
                },
                new DeploymentOptions().setInstances(count)));
    boolean everywhere = config.http().host().equals("0.0.0.0");
    String host = everywhere ? config.cluster().host() : config.http().host();
    return new HttpApi(
        vertx,
        deployment,
        "http://" + host + ":" + instances.getFirst().port(),
        fresh && keys != null ? Optional.of(keys.operatorToken()) : Optional.empty());
  }

  static Filter filter(String text) {
    try {
      return FilterParser.parse(text);
    } catch (FilterSyntaxException wrong) {
      throw new InvalidFilterException(wrong.problem(), wrong.position());
    }
  }

  private static HttpConfig http(NodeConfig.Http http) {
    HttpConfig.RateLimit rate =
        http.requestsPerSecond() == 0
            ? HttpConfig.RateLimit.OFF
            : new HttpConfig.RateLimit(
                http.requestsPerSecond(), http.requestsPerSecond() * BURST_SECONDS);
    HttpConfig.Limits limits = HttpConfig.Limits.DEFAULT;
    return new HttpConfig(
        http.host(),
        http.port(),
        limits
            .withBytes(limits.jsonBytes(), limits.lineBytes(), http.maxMediaBytes())
            .withConnections(http.connections()),
        rate,
        http.cors());
  }

  private static About about(Backing backing) {
    Models models = backing.models().get();
    return new About(
        backing.version(),
        models.spaces().text().encoder(),
        new About.SightInfo(models.spaces().sight().encoder(), models.sightNote()));
  }

  private static TrustedIssuer issuer(NodeConfig.Auth auth) {
    String issuer = auth.issuer().isEmpty() ? null : auth.issuer().getFirst();
    return new TrustedIssuer(List.of(), Path.of(auth.keys()), issuer, auth.audience(), LEEWAY);
  }

  @Override
  public void close() {
    Node.await(vertx.undeploy(deployment));
  }
}
