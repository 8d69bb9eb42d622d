package io.kinora.verticles.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far a long piece of work is: a bar with rate and time left on a terminal, a line every tenth
 * elsewhere.
 */
final class Progress implements AutoCloseable {

  private final String task;
  private final long total;
  private final PrintWriter out;
  private final @Nullable ProgressBar bar;
  private final long begin = System.nanoTime();
  private long done;
  private long tenth;

  private Progress(String task, long total, PrintWriter out, @Nullable ProgressBar bar) {
    this.task = task;
    this.total = total;
    this.out = out;
    this.bar = bar;
  }

  static Progress over(String task, long total, PrintWriter out) {
    return new Progress(
        task,
        total,
        out,
        System.console() != null && System.console().isTerminal() ? bar(task, total) : null);
  }

  private static ProgressBar bar(String task, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
        .setUpdateIntervalMillis(200)
        .showSpeed()
        .build();
  }

  void step(long count) {
    done += count;
    if (bar != null) {
      bar.stepBy(count);
      return;
    }
    long tenthNow = total == 0 ? 10 : done * 10 / total;
    if (tenthNow > tenth) {
      tenth = tenthNow;
      print();
    }
  }

  private void print() {
    double seconds = Math.max(1e-3, (System.nanoTime() - begin) / 1e9);
    double rate = done / seconds;
    out.printf(
        Locale.ROOT,
        "%s: %d of %d, %.1f/s, %.0f s left%n",
        task,
        done,
        total,
        rate,
        (total - done) / rate);
    out.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
