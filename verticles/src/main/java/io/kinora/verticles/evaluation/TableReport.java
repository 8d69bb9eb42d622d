package io.kinora.verticles.evaluation;

import io.kinora.ranking.evaluation.Comparison;
import io.kinora.ranking.evaluation.Comparison.Change;
import io.kinora.ranking.evaluation.Estimate;
import io.kinora.ranking.evaluation.Measure;
import io.kinora.verticles.evaluation.EvaluationReport.Entry;
import io.kinora.verticles.evaluation.EvaluationReport.Pair;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A report as a table on a terminal, with the queries that changed most. */
public final class TableReport {

  private static final int MOST_WORDS = 60;

  private final EvaluationReport report;
  private final PrintWriter out;
  private final int changes;

  /**
   * @param changes how many gains and how many losses are shown of each comparison
   */
  public TableReport(EvaluationReport report, PrintWriter out, int changes) {
    this.report = report;
    this.out = out;
    this.changes = changes;
  }

  public void print() {
    out.println();
    out.println(report.title());
    report.facts().forEach((name, value) -> out.println("  " + name + ": " + value));
    out.println();
    table();
    report.pairs().forEach(this::comparison);
    out.flush();
  }

  private void table() {
    int width = 4;
    for (Entry entry : report.entries()) {
      width = Math.max(width, entry.name().length());
    }
    StringBuilder heading = new StringBuilder(" ".repeat(width));
    for (Measure measure : EvaluationReport.SHOWN) {
      heading.append(String.format(Locale.ROOT, "  %-18s", EvaluationReport.heading(measure)));
    }
    out.println(heading.toString().stripTrailing());
    for (Entry entry : report.entries()) {
      StringBuilder row =
          new StringBuilder(entry.name()).append(" ".repeat(width - entry.name().length()));
      for (Measure measure : EvaluationReport.SHOWN) {
        Estimate mean = entry.evaluation().mean(measure);
        row.append(
            String.format(Locale.ROOT, "  %.4f (%.3f-%.3f)", mean.mean(), mean.low(), mean.high()));
      }
      out.println(row);
    }
    out.println(
        "(in brackets: where 95 % of resampled sets of queries lie; "
            + report.judgements().queries().size()
            + " queries)");
  }

  private void comparison(Pair pair) {
    Comparison main = pair.by(EvaluationReport.MAIN);
    Estimate difference = main.difference();
    out.println();
    out.printf(
        Locale.ROOT,
        "%s against %s, nDCG@10: %+.4f (%+.3f to %+.3f), p = %.4f%s; %d better, %d worse, %d the same%n",
        pair.other().name(),
        pair.base().name(),
        difference.mean(),
        difference.low(),
        difference.high(),
        main.p(),
        main.p() < 0.05 ? "" : " (may be chance)",
        main.better(),
        main.worse(),
        main.queries() - main.changes().size());
    List<Change> sorted = main.changes();
    int gains = (int) Math.min(changes, main.better());
    int losses = (int) Math.min(changes, main.worse());
    sorted.subList(0, gains).forEach(change -> line("+", change));
    sorted.subList(sorted.size() - losses, sorted.size()).forEach(change -> line("-", change));
  }

  private void line(String sign, Change change) {
    String words = report.words().getOrDefault(change.query(), "");
    String shown =
        words.codePointCount(0, words.length()) <= MOST_WORDS
            ? words
            : words.substring(0, words.offsetByCodePoints(0, MOST_WORDS)) + "...";
    out.printf(
        Locale.ROOT,
        "  %s %.3f -> %.3f  %s  (%s)%n",
        sign,
        change.base(),
        change.other(),
        shown,
        change.query());
  }
}
