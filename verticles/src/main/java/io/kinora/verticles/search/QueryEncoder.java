package io.kinora.verticles.search;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.verticles.OverloadedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Words of queries -> vectors. Vectors of words asked before are kept, the same words asked at the
 * same time are encoded once, and what waits while the model is busy goes to it as one batch.
 */
public final class QueryEncoder implements AutoCloseable {

  private static final int MOST_WAITING = 1024;
  private static final int LARGEST_BATCH = 16;

  private record Asked(String words, CompletableFuture<Vector> vector) {}

  private final TextEncoder encoder;
  private final BlockingQueue<Asked> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AsyncLoadingCache<String, Vector> vectors;
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
    this.vectors =
        Caffeine.newBuilder().maximumSize(cached).buildAsync((words, executor) -> enqueue(words));
    this.thread = Thread.ofPlatform().name("encode-" + encoder.name()).daemon().start(this::serve);
  }

  /** The vector; fails with {@link OverloadedException} if too many wait already. */
  public CompletableFuture<Vector> encode(String words) {
    return vectors.get(words);
  }

  private CompletableFuture<Vector> enqueue(String words) {
    Asked asked = new Asked(words, new CompletableFuture<>());
    if (!waiting.offer(asked)) {
      asked
          .vector()
          .completeExceptionally(new OverloadedException("too many queries wait to be encoded", 1));
    }
    if (closed) {
      turnAway();
    }
    return asked.vector();
  }

  private void serve() {
    List<Asked> batch = new ArrayList<>(LARGEST_BATCH);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, LARGEST_BATCH - 1);
        answer(batch);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      batch.clear();
    }
  }

  private void answer(List<Asked> batch) {
    try {
      List<Vector> encoded = encoder.encode(batch.stream().map(Asked::words).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).vector().complete(encoded.get(i));
      }
    } catch (RuntimeException failure) {
      batch.forEach(asked -> asked.vector().completeExceptionally(failure));
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
      asked.vector().completeExceptionally(new IllegalStateException("the encoder is closed"));
    }
  }
}
