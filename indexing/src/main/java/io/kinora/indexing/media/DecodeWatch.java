package io.kinora.indexing.media;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Stops a decode when its time is up or its thread is interrupted: between packets by {@link
 * #check()}, inside FFmpeg's reading by the callback it is given. Belongs to the thread that starts
 * it, until closed.
 */
final class DecodeWatch implements AutoCloseable {

  private static final ThreadLocal<@Nullable DecodeWatch> CURRENT = new ThreadLocal<>();

  // One for the whole process: JavaCPP has room for ten callbacks of a kind. FFmpeg calls it on the
  // thread that reads, so the watch is found by thread.
  private static final AVIOInterruptCB.Callback_Pointer STOP_READING =
      new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer unused) {
          DecodeWatch watch = CURRENT.get();
          return watch != null && watch.isOver() ? 1 : 0;
        }
      };

  private final Duration limit;
  private final long startNanos = System.nanoTime();

  private DecodeWatch(Duration limit) {
    this.limit = limit;
  }

  static DecodeWatch start(Duration limit) {
    DecodeWatch watch = new DecodeWatch(limit);
    CURRENT.set(watch);
    return watch;
  }

  /** For FFmpeg; the caller keeps it until the file it was opened with is closed. */
  AVIOInterruptCB interrupter() {
    return new AVIOInterruptCB().callback(STOP_READING);
  }

  /** Call after each packet, and after each failure to tell a stop from a bad file. */
  void check() throws UnusableMediaException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while decoding");
    }
    if (usedShare() >= 1) {
      throw new UnusableMediaException("decoding took longer than " + seconds(limit));
    }
  }

  /** Time used as a share of the limit: 0 at the start, 1 or more when it is used up. */
  double usedShare() {
    return (double) (System.nanoTime() - startNanos) / limit.toNanos();
  }

  @Override
  public void close() {
    CURRENT.remove();
  }

  private boolean isOver() {
    return usedShare() >= 1 || Thread.currentThread().isInterrupted();
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
