package io.kinora.verticles.search;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.search.Deadline;
import io.kinora.verticles.OverloadedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Words of queries -> vectors. Vectors of words asked before are kept, the same words asked at the
 * same time are encoded once, and what waits while the model is busy goes to it as one batch; what
 * nobody waits for any more by then does not.
 */
public final class QueryEncoder implements AutoCloseable {

  private static final int MOST_WAITING = 1024;
  private static final int LARGEST_BATCH = 16;

  /** Words that wait for the model or are with it, and all who wait for their vector. */
  private static final class Asked extends CompletableFuture<Vector> {
    private final String words;
    private final List<Deadline> waiting = new ArrayList<>();
    private boolean dropped;

    Asked(String words, Deadline first) {
      this.words = words;
      waiting.add(first);
    }

    /**
     * @return false if it has been dropped
     */
    synchronized boolean join(Deadline deadline) {
      if (!dropped && !isDone()) {
        waiting.add(deadline);
      }
      return !dropped;
    }

    /** Drops it if the time of all who wait is up. */
    synchronized boolean drop() {
      dropped = waiting.stream().allMatch(Deadline::passed);
      return dropped;
    }
  }

  private final TextEncoder encoder;
  private final BlockingQueue<Asked> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AsyncCache<String, Vector> vectors;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param encoder stays the caller's
   * @param cached how many vectors to keep; 0 keeps none
   */
  public QueryEncoder(TextEncoder encoder, int cached) {
    this.encoder = encoder;
    // With size 0 an entry lives as long as it is being computed: no cache, but still one run for
    // equal questions in flight.
    this.vectors = Caffeine.newBuilder().maximumSize(cached).buildAsync();
    this.thread = Thread.ofPlatform().name("encode-" + encoder.name()).daemon().start(this::serve);
  }

  /**
   * @param deadline until when the vector is of use
   * @return the vector; fails with {@link OverloadedException} if too many wait already, with
   *     {@link TimeoutException} if the model was not free in time
   */
  public CompletableFuture<Vector> encode(String words, Deadline deadline) {
    CompletableFuture<Vector> vector =
        vectors.get(words, (missing, executor) -> enqueue(missing, deadline));
    boolean droppedThisInstant = vector instanceof Asked asked && !asked.join(deadline);
    return droppedThisInstant ? enqueue(words, deadline) : vector;
  }

  private Asked enqueue(String words, Deadline deadline) {
    Asked asked = new Asked(words, deadline);
    if (!waiting.offer(asked)) {
      asked.completeExceptionally(
          new OverloadedException("too many queries wait to be encoded", 1));
    }
    if (closed) {
      turnAway();
    }
    return asked;
  }

  private void serve() {
    List<Asked> batch = new ArrayList<>(LARGEST_BATCH);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, LARGEST_BATCH - 1);
        batch.removeIf(QueryEncoder::tooLate);
        if (!batch.isEmpty()) {
          answer(batch);
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      batch.clear();
    }
  }

  private static boolean tooLate(Asked asked) {
    boolean dropped = asked.drop();
    if (dropped) {
      asked.completeExceptionally(new TimeoutException("the model was not free in time"));
    }
    return dropped;
  }

  private void answer(List<Asked> batch) {
    try {
      List<Vector> encoded = encoder.encode(batch.stream().map(asked -> asked.words).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).complete(encoded.get(i));
      }
    } catch (RuntimeException failure) {
      batch.forEach(asked -> asked.completeExceptionally(failure));
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    turnAway();
  }

  /** Nobody serves any more: whoever waits must not wait for ever. */
  private void turnAway() {
    for (Asked asked = waiting.poll(); asked != null; asked = waiting.poll()) {
      asked.completeExceptionally(new IllegalStateException("the encoder is closed"));
    }
  }
}
