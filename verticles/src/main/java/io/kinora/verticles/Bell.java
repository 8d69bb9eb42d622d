package io.kinora.verticles;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;

/**
 * Wakes a worker that waits for something to do: rung over the event bus when there is, and by a
 * timer in case the ring was lost. A ring while nobody waits is remembered, many as one. Used from
 * one context.
 */
public final class Bell {

  /** Rung after a write to the catalogue. */
  public static final String CATALOGUE = "bell.catalogue";

  /** Rung when there may be a file to decode. */
  public static final String DECODE = "bell.decode";

  /** Rung when there may be something to embed. */
  public static final String EMBED = "bell.embed";

  /** Rung when there may be copies to look for. */
  public static final String DUPLICATES = "bell.duplicates";

  /** Rung when the generations of the index are others than before. */
  public static final String GENERATIONS = "bell.generations";

  /** Rung when searches see something new. */
  public static final String INDEX = "bell.index";

  private final Vertx vertx;
  private final MessageConsumer<Object> consumer;
  private boolean rung = true;
  private Promise<Void> waiting = Promise.promise();

  public Bell(Vertx vertx, String address) {
    this.vertx = vertx;
    this.consumer = vertx.eventBus().consumer(address, ring -> ring());
  }

  /** Rings every bell of this address, on all nodes. */
  public static void ring(Vertx vertx, String address) {
    vertx.eventBus().publish(address, null);
  }

  private void ring() {
    rung = true;
    waiting.tryComplete();
  }

  /**
   * Completes with the next ring, at once if there was one, and after {@code atMost} in any case.
   */
  public Future<Void> next(Duration atMost) {
    if (rung) {
      rung = false;
      return Future.succeededFuture();
    }
    Promise<Void> ring = Promise.promise();
    waiting = ring;
    long timer = vertx.setTimer(atMost.toMillis(), elapsed -> ring.tryComplete());
    return ring.future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              rung = false;
            });
  }

  /** Ends a wait and listens no more. */
  public Future<Void> close() {
    waiting.tryComplete();
    return consumer.unregister();
  }
}
