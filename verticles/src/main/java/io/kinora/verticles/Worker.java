package io.kinora.verticles;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verticle that repeats one step for as long as it is deployed; deploy it on a virtual thread. A
 * step that fails is tried again after a pause that doubles up to five seconds, so a store that is
 * away for a while stops nothing for good.
 */
public abstract class Worker extends VerticleBase {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  protected final Logger log = LoggerFactory.getLogger(getClass());

  private final @Nullable String bellAddress;
  private final Duration idle;
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;
  private volatile String trouble = "";

  private @Nullable Bell bell;
  private Promise<Void> pausing = Promise.promise();

  /** A worker that nobody wakes: it looks by itself. */
  protected Worker(Duration idle) {
    this(null, idle);
  }

  /**
   * @param bellAddress what wakes it, if anything does
   * @param idle how long it rests, at most, when there was nothing to do
   */
  protected Worker(@Nullable String bellAddress, Duration idle) {
    this.bellAddress = bellAddress;
    this.idle = idle;
  }

  /**
   * Does what there is to do, on a virtual thread.
   *
   * @return false if there was nothing
   */
  protected abstract boolean step() throws Exception;

  /** Gives back what a worker holds; called once, after the last step. */
  protected void release() {}

  protected boolean stopping() {
    return stopping;
  }

  /**
   * To be called now and then by a step that may take long: ends it if the node stops, so that what
   * it works on can be given back.
   *
   * @throws CancellationException if the worker is being stopped
   */
  protected void giveUpIfStopping() {
    if (stopping) {
      throw new CancellationException(name() + " is being stopped");
    }
  }

  /** For people: which worker this is. */
  public String name() {
    return getClass().getSimpleName().replace("Verticle", "").toLowerCase(Locale.ROOT);
  }

  /** What is wrong just now, or an empty text. */
  public String trouble() {
    return trouble;
  }

  @Override
  public Future<?> start() {
    if (bellAddress != null) {
      bell = new Bell(vertx, bellAddress);
    }
    Context own = context;
    own.runOnContext(go -> repeat());
    return Future.succeededFuture();
  }

  private void repeat() {
    Backoff backoff = new Backoff(LONGEST_PAUSE);
    while (!stopping) {
      try {
        boolean worked = step();
        backoff.reset();
        recovered();
        if (!worked && !stopping) {
          rest().await();
        }
      } catch (Throwable failure) {
        if (stopping) {
          break;
        }
        failed(failure);
        pause(backoff.next()).await();
      }
    }
    try {
      release();
    } catch (RuntimeException failure) {
      log.warn("What it held was not given back cleanly", failure);
    } finally {
      ended.complete();
    }
  }

  private Future<?> rest() {
    return bell == null ? pause(idle) : bell.next(idle);
  }

  private Future<?> pause(Duration time) {
    Promise<Void> over = Promise.promise();
    pausing = over;
    long timer = vertx.setTimer(time.toMillis(), elapsed -> over.tryComplete());
    return over.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** Said once for as long as it lasts, however often it is tried. */
  private void failed(Throwable raw) {
    Throwable cause = raw.getCause();
    Throwable failure = raw instanceof CompletionException && cause != null ? cause : raw;
    if (trouble.isEmpty()) {
      log.warn("The {} worker is stuck and goes on trying: {}", name(), failure.toString());
    }
    log.debug("The failure in full", failure);
    String message = failure.getMessage();
    trouble = message == null || message.isEmpty() ? failure.toString() : message;
  }

  private void recovered() {
    if (!trouble.isEmpty()) {
      trouble = "";
      log.info("The {} worker works again", name());
    }
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    pausing.tryComplete();
    Future<Void> silent = bell == null ? Future.succeededFuture() : bell.close();
    return silent.compose(closed -> ended.future());
  }
}
