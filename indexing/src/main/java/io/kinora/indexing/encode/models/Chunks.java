package io.kinora.indexing.encode.models;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A response's body, one chunk at a time, with an end to waiting: the JDK's client limits the time
 * to the headers only, and a server that falls silent would hold its reader for ever.
 */
final class Chunks implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

  private final Duration patience;
  // One chunk is asked for at a time, then the end may follow: two places are enough.
  private final BlockingQueue<List<ByteBuffer>> queue = new ArrayBlockingQueue<>(2);
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
  private volatile @Nullable Throwable failure;

  Chunks(Flow.Publisher<List<ByteBuffer>> body, Duration patience) {
    this.patience = patience;
    body.subscribe(this);
  }

  /**
   * The next chunk; empty at the end.
   *
   * @throws HttpTimeoutException if nothing came for too long
   */
  List<ByteBuffer> next() throws IOException, InterruptedException {
    List<ByteBuffer> chunk = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (chunk == null) {
      throw new HttpTimeoutException("nothing came for " + patience.toSeconds() + " s");
    }
    Throwable error = failure;
    if (chunk.isEmpty() && error != null) {
      throw new IOException("the connection broke: " + error.getMessage(), error);
    }
    Flow.Subscription upstream = subscription.get();
    if (upstream != null && !chunk.isEmpty()) {
      upstream.request(1);
    }
    return chunk;
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    subscription.set(upstream);
    upstream.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> chunk) {
    queue.add(chunk);
  }

  @Override
  public void onError(Throwable error) {
    failure = error;
    queue.add(List.of());
  }

  @Override
  public void onComplete() {
    queue.add(List.of());
  }

  @Override
  public void close() {
    Flow.Subscription upstream = subscription.get();
    if (upstream != null) {
      upstream.cancel();
    }
  }
}
