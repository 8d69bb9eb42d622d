package io.kinora.verticles.events;

import io.kinora.catalog.postgres.ViewerRepository;
import io.kinora.verticles.BoundedPool;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log who was erased, so that every view of it forgets them, in its turn. What cannot be
 * told at once is told later: {@link #announceRest}.
 */
public final class ErasureNotice {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureNotice.class);

  private final ViewerRepository viewers;
  private final InteractionLog log;
  private final BoundedPool pool;

  public ErasureNotice(ViewerRepository viewers, InteractionLog log, BoundedPool pool) {
    this.viewers = viewers;
    this.log = log;
    this.pool = pool;
  }

  /** Never fails. */
  Future<Void> announce(List<String> erased) {
    return tell(erased)
        .recover(
            away -> {
              LOG.info("The log is told of an erasure later: {}", away.toString());
              return Future.succeededFuture();
            });
  }

  /** Tells what could not be told before. */
  Future<Void> announceRest() {
    return viewers
        .unannounced()
        .compose(rest -> rest.isEmpty() ? Future.succeededFuture() : tell(rest));
  }

  private Future<Void> tell(List<String> erased) {
    return pool.run(
            () ->
                CompletableFuture.allOf(
                    erased.stream().map(log::appendErased).toArray(CompletableFuture[]::new)))
        .compose(Future::fromCompletionStage)
        .compose(told -> viewers.announced(erased));
  }
}
