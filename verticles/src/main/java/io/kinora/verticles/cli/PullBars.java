package io.kinora.verticles.cli;

import io.kinora.indexing.encode.models.PullProgress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A progress bar for each file of a model that is being fetched. */
final class PullBars implements PullProgress, AutoCloseable {

  private final PrintWriter out;
  private String file = "";
  private long shown;
  private @Nullable Progress bar;

  PullBars(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void at(String current, long done, long total) {
    if (bar == null || !current.equals(file)) {
      close();
      file = current;
      shown = 0;
      bar = Progress.over(current, Math.max(total, 0), out);
    }
    bar.step(done - shown);
    shown = done;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
