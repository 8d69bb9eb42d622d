package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.indexing.picture.Crop;
import io.kinora.search.Explanation;
import io.kinora.search.Hit;
import io.kinora.search.Likeness;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.StageTime;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.lexicon.Name;
import io.kinora.search.shard.VideoContent;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.kinora.search.understand.Category;
import io.kinora.search.understand.Entity;
import io.kinora.search.understand.QueryClass;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.FeedService;
import io.kinora.verticles.NodeHealth;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.SuggestService;
import io.kinora.verticles.Visibility;
import io.kinora.verticles.http.auth.AuthConfig;
import io.kinora.verticles.http.auth.LocalKeys;
import io.kinora.verticles.http.auth.TrustedIssuer;
import io.kinora.verticles.http.problem.InvalidFilterException;
import io.kinora.verticles.search.PictureEncoder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The API on a free port, with stand-ins for what is behind it. */
final class TestApi implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String SECRET = "a secret that is long enough for tests";

  final FakeCatalogue catalogue = new FakeCatalogue();
  final FakeViewers viewers = new FakeViewers();
  final List<SearchRequest> searches = new CopyOnWriteArrayList<>();
  final List<SuggestQuery> typed = new CopyOnWriteArrayList<>();
  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final FakeReindexing reindexing = new FakeReindexing();
  final FolderObjects objects;
  final Path uploads;
  final String operator;
  final Vertx vertx;
  final int port;

  volatile Function<SearchRequest, Future<SearchResponse>> search =
      request -> Future.succeededFuture(ANSWER);
  volatile Function<SuggestQuery, Future<SuggestResponse>> suggest =
      query -> Future.succeededFuture(new SuggestResponse(List.of(), 0.1, List.of()));
  volatile Supplier<Future<FeedService.Page>> feed =
      () ->
          Future.succeededFuture(new FeedService.Page(List.of(), null, List.of(), List.of(), 0.5));
  volatile BiFunction<String, Long, Future<Boolean>> visible =
      (id, version) -> Future.succeededFuture(true);
  volatile long visibleVersion = Long.MAX_VALUE;

  /** Understands pictures as a node does, with an encoder that sees mean colours. */
  volatile PictureEncoder pictures = new PictureEncoder(null, new BoundedPool("picture", 1, 4));

  final Map<String, VideoContent> contents = new ConcurrentHashMap<>();
  volatile boolean ready = true;
  volatile boolean full;

  /** Whether the client of the last search or feed has gone. */
  volatile Future<?> lastLeft = Future.succeededFuture();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String deployment;

  static final SearchResponse ANSWER =
      new SearchResponse(
          new SearchResponse.Understood(
              "carz",
              "en",
              new SearchResponse.Spelling("cars", true),
              List.of(new Entity(Name.Type.TAG, "cars", "cars", 0, 4, 0.5)),
              new Category("traffic", 0.75),
              QueryClass.TAIL),
          List.of(
              new Hit(
                  "a",
                  "A highway",
                  "Cars <at night>",
                  "road",
                  List.of("cars"),
                  "en",
                  null,
                  1_767_225_600_000L,
                  12_500L,
                  7,
                  1,
                  "CC0",
                  "thumbnails/a/0.jpg",
                  true,
                  Map.of("title", List.of("A <em>highway</em>")),
                  new Hit.Moment(4_000, "thumbnails/a/4000.jpg", 0.5),
                  List.of("lexical", "frame"),
                  0.75,
                  Explanation.of(0.75, "sum", Explanation.of(0.5, "lexical")),
                  List.of("b", "c"),
                  List.of(new Hit.Moment(4_000, "thumbnails/a/4000.jpg", 0.5)))),
          Map.of("channel", Map.of("road", 3L)),
          41,
          false,
          "bmV4dA",
          3.5,
          List.of(new StageTime("retrieve", 2.5, -1, 80)),
          List.of(),
          "q1");

  private TestApi(Path folder, UnaryOperator<HttpConfig> http, AuthConfig given) {
    try {
      objects = new FolderObjects(Files.createDirectories(folder.resolve("objects")));
      uploads = folder.resolve("uploads");
      Path web = Files.createDirectories(folder.resolve("web"));
      Files.writeString(web.resolve("index.html"), "<!doctype html><title>Kinora</title>");
      Files.createDirectories(web.resolve("js"));
      Files.writeString(web.resolve("js/app.js"), "export const a = 1;");
      LocalKeys keys = LocalKeys.open(folder);
      operator = keys.operatorToken();
      AuthConfig auth =
          given == null ? new AuthConfig(true, List.of(keys.issuer(), testIssuer())) : given;
      vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
      ApiServices services =
          new ApiServices(
              catalogue,
              searching(),
              TestApi::filter,
              objects,
              uploads,
              seeing(),
              this::parts,
              ThreeNodes.VIEW,
              metrics,
              auth,
              http.apply(HttpConfig.LOCAL.withPort(0)),
              () ->
                  new About(
                      "1.2.3",
                      "bge-small",
                      new About.SightInfo("frame-encoder", "small and honest")),
              PageFiles.load(web),
              suggesting(),
              reindexing,
              viewers,
              null,
              PopularThings.POPULARITY,
              (who, limit, cursor, left) -> {
                lastLeft = left;
                return feed.get();
              });
      HttpVerticle verticle = HttpVerticle.instances(services).get();
      deployment = await(vertx.deployVerticle(verticle));
      port = verticle.port();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static TestApi start(Path folder) {
    return new TestApi(folder, http -> http, null);
  }

  static TestApi start(Path folder, UnaryOperator<HttpConfig> http) {
    return new TestApi(folder, http, null);
  }

  static TestApi start(Path folder, AuthConfig auth) {
    return new TestApi(folder, http -> http, auth);
  }

  /** Nothing was written, and nothing is held up: as at the start. */
  void forget() {
    catalogue.videos.clear();
    catalogue.jobs.clear();
    catalogue.batches.clear();
    catalogue.before = Future::succeededFuture;
    visible = (id, version) -> Future.succeededFuture(true);
    visibleVersion = Long.MAX_VALUE;
  }

  static TrustedIssuer testIssuer() {
    return new TrustedIssuer(
        List.of(new TrustedIssuer.Key("HS256", SECRET)),
        null,
        "test",
        List.of("kinora"),
        Duration.ZERO);
  }

  private SearchService searching() {
    return new SearchService() {
      @Override
      public void requireRoom() {
        if (full) {
          throw new OverloadedException("no room", 3);
        }
      }

      @Override
      public Future<SearchResponse> search(SearchRequest request, Future<?> left) {
        searches.add(request);
        lastLeft = left;
        return search.apply(request);
      }

      @Override
      public Future<Likeness> picture(byte[] image, @Nullable Crop crop) {
        return pictures.encode(image, crop);
      }

      @Override
      public Future<VideoContent> content(String id) {
        return Future.succeededFuture(
            contents.getOrDefault(id, new VideoContent(false, null, null)));
      }
    };
  }

  private SuggestService suggesting() {
    return new SuggestService() {
      @Override
      public void requireRoom() {
        if (full) {
          throw new OverloadedException("no room", 3);
        }
      }

      @Override
      public Future<SuggestResponse> suggest(SuggestQuery query, Future<?> left) {
        typed.add(query);
        return suggest.apply(query);
      }
    };
  }

  private Visibility seeing() {
    return new Visibility() {
      @Override
      public Future<Long> visibleVersion(String id) {
        return Future.succeededFuture(visibleVersion);
      }

      @Override
      public Future<Boolean> awaitVisible(String id, long version, Duration patience) {
        return visible.apply(id, version);
      }
    };
  }

  private List<NodeHealth.Part> parts() {
    return List.of(
        new NodeHealth.Part("shard 0", ready, true, ready ? "caught up" : "12 records behind"),
        new NodeHealth.Part("sight encoder", false, false, "none"));
  }

  /** Understands {@code channel:x}; finds fault with a {@code !} where it stands. */
  private static Filter filter(String text) {
    int fault = text.indexOf('!');
    if (fault >= 0) {
      throw new InvalidFilterException("expected a value, found '!'", fault);
    }
    return new Filter.Is(FilterField.CHANNEL, text.substring(text.indexOf(':') + 1));
  }

  /** An answer as text. */
  record Answer(int status, HttpResponse<byte[]> response) {

    String text() {
      return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException malformed) {
        throw new UncheckedIOException(text(), malformed);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String detail() {
      return json().path("detail").asText();
    }

    String field() {
      return json().path("field").asText();
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  Answer post(String path, String json, String... headers) {
    return json("POST", path, json, headers);
  }

  Answer put(String path, String json, String... headers) {
    return json("PUT", path, json, headers);
  }

  /** Sends JSON with the operator's token. */
  Answer json(String method, String path, String json, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 4);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    all[headers.length + 2] = "Authorization";
    all[headers.length + 3] = "Bearer " + operator;
    return send(method, path, BodyPublishers.ofString(json), all);
  }

  Answer delete(String path, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = "Bearer " + operator;
    return send("DELETE", path, BodyPublishers.noBody(), all);
  }

  Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Stops the server as a shutdown does. */
  Future<Void> undeploy() {
    return vertx.undeploy(deployment);
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
    client.close();
  }
}
