package io.kinora.verticles.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bulk request: lines in, answers out. One batch is being written while the next is gathered;
 * when that is full too, or answers are not read, the body is no longer read. So what is held is
 * two batches and a piece of the body, however long the stream. Lives on one event loop.
 */
final class BulkStream implements LineSplitter.Sink {

  private static final int BATCH_LINES = 500;
  private static final int BATCH_BYTES = 2 << 20;

  /**
   * A line that waits for its batch.
   *
   * @param text null if the line was too long
   */
  record Waiting(long number, @Nullable Buffer text) {

    int size() {
      return text == null ? 0 : text.length();
    }
  }

  private final Exchange exchange;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final BulkBatches batches;
  private final LineSplitter lines;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Promise<Void> done = Promise.promise();
  private long waitingBytes;
  private boolean busy;
  private boolean ended;

  BulkStream(Exchange exchange, BulkBatches batches, int mostLineBytes) {
    this.exchange = exchange;
    this.request = exchange.request();
    this.response = exchange.response();
    this.batches = batches;
    this.lines = new LineSplitter(mostLineBytes, this);
  }

  /**
   * @return succeeds once the last answer is written; fails if the client goes away
   */
  Future<Void> run() {
    response.setChunked(true).putHeader("Content-Type", ContentTypes.NDJSON);
    request.handler(
        chunk -> {
          lines.feed(chunk.getBytes());
          advance();
        });
    request.endHandler(
        end -> {
          lines.end();
          ended = true;
          advance();
        });
    request.exceptionHandler(gone -> abandon());
    exchange
        .context()
        .addEndHandler(
            end -> {
              if (end.failed()) {
                abandon();
              }
            });
    RequestBody.askForIt(request);
    request.resume();
    return done.future();
  }

  @Override
  public void line(long number, byte[] bytes) {
    if (!isBlank(bytes)) {
      waiting.add(new Waiting(number, Buffer.buffer(bytes)));
      waitingBytes += bytes.length;
    }
  }

  @Override
  public void tooLong(long number, long length) {
    waiting.add(new Waiting(number, null));
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Does what can be done next: start a batch, read on, stop reading, or end. */
  private void advance() {
    if (done.future().isComplete()) {
      return;
    }
    boolean full = waiting.size() >= BATCH_LINES || waitingBytes >= BATCH_BYTES;
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      batches.write(nextBatch()).onComplete(this::answered, done::tryFail);
    } else if (busy && full) {
      request.pause();
    } else if (!busy && ended) {
      response.end().onComplete(sent -> done.tryComplete());
    }
  }

  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>(Math.min(waiting.size(), BATCH_LINES));
    long bytes = 0;
    while (!waiting.isEmpty() && batch.size() < BATCH_LINES && bytes < BATCH_BYTES) {
      Waiting next = waiting.remove();
      batch.add(next);
      bytes += next.size();
    }
    waitingBytes -= bytes;
    return batch;
  }

  private void answered(Buffer answers) {
    if (done.future().isComplete()) {
      return;
    }
    response.write(answers).onFailure(gone -> abandon());
    if (response.writeQueueFull()) {
      request.pause();
      response.drainHandler(drained -> goOn());
    } else {
      goOn();
    }
  }

  private void goOn() {
    busy = false;
    request.resume();
    advance();
  }

  /** The client went away. */
  private void abandon() {
    waiting.clear();
    done.tryFail(RequestBody.brokenOff());
  }
}
