package io.kinora.verticles.feed;

import io.kinora.catalog.Trending;
import io.kinora.verticles.FeedService;
import io.kinora.verticles.HitService;
import io.kinora.verticles.Identity;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.ViewerService;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the feed's pipeline; deployed on virtual threads. */
public final class FeedVerticle extends VerticleBase implements FeedService {

  /** A feed is a few searches, each of which is let in by itself; these wait for them. */
  private static final int MOST_AT_ONCE = 256;

  /** Of all its steps together; what was not looked at by then is told. */
  private static final int BUDGET_MS = 3_000;

  private final SearchService search;
  private final FeedPipeline pipeline;
  private final AtomicInteger inWork = new AtomicInteger();

  public FeedVerticle(
      ViewerService viewers, Trending trending, SearchService search, HitService hits) {
    this.search = search;
    this.pipeline = new FeedPipeline(viewers, trending, new Browse(search, hits));
  }

  @Override
  public Future<Page> feed(Identity who, int limit, @Nullable String cursor, Future<?> left) {
    search.requireRoom();
    if (inWork.incrementAndGet() > MOST_AT_ONCE) {
      inWork.decrementAndGet();
      return Future.failedFuture(new OverloadedException("too many feeds in work", 1));
    }
    Waiting waiting = Waiting.upTo(BUDGET_MS, left);
    Context caller = vertx.getOrCreateContext();
    Promise<Page> answer = Promise.promise();
    context.runOnContext(
        go -> {
          try {
            Page page = pipeline.page(who, limit, cursor, waiting);
            caller.runOnContext(back -> answer.complete(page));
          } catch (Throwable failure) {
            caller.runOnContext(back -> answer.fail(failure));
          } finally {
            inWork.decrementAndGet();
          }
        });
    return answer.future();
  }
}
