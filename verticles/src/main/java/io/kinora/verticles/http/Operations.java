package io.kinora.verticles.http;

import io.kinora.verticles.Popularity;
import io.kinora.verticles.http.auth.Caller;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What carries out each operation of the document. */
final class Operations {

  private Operations() {}

  /**
   * @param tokens from a token to its holder, if it is good
   */
  static Map<String, OperationHandler> of(
      Vertx vertx,
      ApiServices services,
      ApiDocument document,
      WorkerExecutor work,
      WorkerExecutor storing,
      Function<String, Optional<Caller>> tokens,
      LiveHandlers live) {
    HttpConfig.Limits limits = services.http().limits();
    SearchHandler search =
        new SearchHandler(services.search(), services.filters(), limits.jsonBytes());
    Writes writes = new Writes(services.catalogue(), services.visibility(), limits.patience());
    VideoReader reader = new VideoReader(services.catalogue(), services.visibility());
    FileAnswer files = new FileAnswer(services.objects());
    NodeHandlers node = new NodeHandlers(services);
    AdminHandlers admin = new AdminHandlers(services.cluster());
    ReindexHandlers reindex = new ReindexHandlers(services.reindexing());
    ViewerHandlers viewers = new ViewerHandlers(services.viewers());
    PageHandler page = new PageHandler(services.page());
    StaticContent self = StaticContent.of("application/yaml", document.source());
    StaticContent frames = StaticContent.of("application/yaml", ApiDocument.liveSource());
    return Map.ofEntries(
        Map.entry("searchByQuery", search::byQuery),
        Map.entry("search", search::byBody),
        Map.entry("suggest", new SuggestHandler(services.suggest(), services.filters())),
        Map.entry("searchByImage", new ImageSearchHandler(services.search(), services.filters())),
        Map.entry("similarVideos", new SimilarHandler(services.search(), services.filters())),
        Map.entry("live", live::socket),
        Map.entry("liveEvents", live::events),
        Map.entry("getVideo", new GetVideoHandler(reader)),
        Map.entry("getVideoStatus", new VideoStatusHandler(reader)),
        Map.entry("putVideo", new PutVideoHandler(writes, limits.jsonBytes())),
        Map.entry("patchVideo", new PatchVideoHandler(writes, limits.jsonBytes())),
        Map.entry("deleteVideo", new DeleteVideoHandler(writes)),
        Map.entry("bulkWrite", new BulkHandler(writes, document, limits.lineBytes(), work)),
        Map.entry(
            "uploadMedia",
            new UploadHandler(
                vertx,
                services.catalogue(),
                services.objects(),
                services.uploads(),
                writes,
                storing,
                limits)),
        Map.entry("playMedia", new PlaybackHandler(services.catalogue(), files)),
        Map.entry("getThumbnail", new ThumbnailHandler(files, services.auth().anonymousSearch())),
        Map.entry("sendEvents", new EventsHandler(services.viewers(), tokens, limits.jsonBytes())),
        Map.entry("getFeed", new FeedHandler(services.feeds())),
        Map.entry("getMe", viewers::profile),
        Map.entry("getHistory", viewers::history),
        Map.entry("eraseViewer", viewers::erase),
        Map.entry("trending", trending(services.popularity())),
        Map.entry("onlineMetrics", new OnlineMetricsHandler(services.popularity().metrics())),
        Map.entry("listNodes", admin::nodes),
        Map.entry("listShards", admin::shards),
        Map.entry("listGenerations", reindex::list),
        Map.entry("beginGeneration", reindex::begin),
        Map.entry("searchGeneration", reindex::search),
        Map.entry("dropGeneration", reindex::drop),
        Map.entry("about", node::about),
        Map.entry("isLive", node::live),
        Map.entry("isReady", node::ready),
        Map.entry("metrics", node::metrics),
        Map.entry("openApiDocument", exchange -> self.answer(exchange)),
        Map.entry("asyncApiDocument", exchange -> frames.answer(exchange)),
        Map.entry("page", page::index),
        Map.entry("pageFile", page::file));
  }

  private static TrendingHandler trending(Popularity of) {
    return new TrendingHandler(of.trending(), of.counters(), of.hits());
  }
}
