package io.kinora.verticles.evaluation;

import io.kinora.ranking.evaluation.Comparison;
import io.kinora.ranking.evaluation.Comparison.Change;
import io.kinora.ranking.evaluation.Estimate;
import io.kinora.ranking.evaluation.Measure;
import io.kinora.search.HtmlEscape;
import io.kinora.verticles.evaluation.EvaluationReport.Entry;
import io.kinora.verticles.evaluation.EvaluationReport.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as one page that needs nothing from elsewhere: no script, no font, no picture. */
public final class HtmlReport {

  private static final int MOST_CHANGES = 12;
  private static final int MOST_UNANSWERED = 25;
  private static final int MOST_RANKS = 5;
  private static final List<Measure> PLOTTED =
      EvaluationReport.SHOWN.stream().filter(each -> !(each instanceof Measure.Precision)).toList();

  private final EvaluationReport report;
  private final StringBuilder page = new StringBuilder();

  private HtmlReport(EvaluationReport report) {
    this.report = report;
  }

  public static void write(EvaluationReport report, Path file) throws IOException {
    Files.writeString(file, new HtmlReport(report).page());
  }

  private String page() throws IOException {
    add("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    add("<title>Relevance: %s</title><style>", report.title());
    page.append(css());
    add("</style></head><body><main>");
    add("<h1>Relevance on %s</h1><ul class=\"facts\">", report.title());
    report.facts().forEach((name, value) -> add("<li>%s <b>%s</b></li>", name, value));
    add("</ul>");
    tiles();
    table();
    intervals();
    recall();
    report.pairs().forEach(this::comparison);
    unanswered();
    definitions();
    add("</main></body></html>\n");
    return page.toString();
  }

  private static String css() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/evaluation/report.css")) {
      if (in == null) {
        throw new IOException("evaluation/report.css is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void tiles() {
    add("<div class=\"tiles\">");
    List<Entry> entries = report.entries();
    for (int i = 0; i < entries.size(); i++) {
      Estimate mean = entries.get(i).evaluation().mean(EvaluationReport.MAIN);
      add("<div class=\"tile\" style=\"--of:%s\">", Plots.colour(i));
      add("<div class=\"name\">%s</div>", entries.get(i).name());
      add("<div class=\"value\">%s</div>", figure(mean.mean()));
      add(
          "<div class=\"soft\">nDCG@10, %s to %s</div></div>",
          figure(mean.low()), figure(mean.high()));
    }
    add("</div>");
  }

  private void table() {
    List<Entry> entries = report.entries();
    add("<h2>All measures</h2><div class=\"table\"><table><tr><th></th>");
    Measure.ALL.forEach(measure -> add("<th>%s</th>", EvaluationReport.heading(measure)));
    add("</tr>");
    for (int i = 0; i < entries.size(); i++) {
      add(
          "<tr><td><span class=\"dot\" style=\"--of:%s\"></span>%s</td>",
          Plots.colour(i), entries.get(i).name());
      for (Measure measure : Measure.ALL) {
        Estimate mean = entries.get(i).evaluation().mean(measure);
        add(
            "<td class=\"%s\">%s<small>%s–%s</small></td>",
            mean.mean() == best(measure) ? "best" : "",
            figure(mean.mean()),
            figure(mean.low()),
            figure(mean.high()));
      }
      add("</tr>");
    }
    add("</table></div>");
    add(
        "<p class=\"soft\">Small: between what bounds a mean lies in 95 % of resampled sets of queries. The best of a column is bold.</p>");
  }

  private double best(Measure measure) {
    double best = 0;
    for (Entry entry : report.entries()) {
      best = Math.max(best, entry.evaluation().mean(measure).mean());
    }
    return best;
  }

  private void intervals() {
    figure(
        Plots.intervals(report.entries(), PLOTTED),
        "Means and their 95 % intervals, the configurations in the order and colours of the table.");
  }

  private void recall() {
    add("<h2>How deep one has to look</h2>");
    legend();
    figure(
        Plots.recall(report.entries(), report.judgements()),
        "The share of the relevant that is among the first k hits: what a re-ranker of k could still save.");
  }

  private void legend() {
    add("<p class=\"soft\">");
    List<Entry> entries = report.entries();
    for (int i = 0; i < entries.size(); i++) {
      add(
          "<span class=\"key\"><span class=\"dot\" style=\"--of:%s\"></span>%s</span>",
          Plots.colour(i), entries.get(i).name());
    }
    add("</p>");
  }

  private void comparison(Pair pair) {
    Comparison main = pair.by(EvaluationReport.MAIN);
    add("<h2>%s against %s</h2>", pair.other().name(), pair.base().name());
    add(
        "<p>%d queries better, %d worse, %d the same by nDCG@10. %s</p>",
        main.better(), main.worse(), main.queries() - main.changes().size(), verdict(main, pair));
    add("<div class=\"table\"><table><tr><th></th><th>difference</th><th>95 % interval</th>");
    add("<th>p</th><th>better</th><th>worse</th></tr>");
    for (Measure measure : EvaluationReport.SHOWN) {
      Comparison by = pair.by(measure);
      Estimate difference = by.difference();
      boolean certain = by.p() < 0.05;
      add(
          "<tr><td>%s</td><td class=\"%s\">%s</td><td>%s to %s</td><td>%s</td><td>%d</td><td>%d</td></tr>",
          EvaluationReport.heading(measure),
          !certain ? "" : difference.mean() > 0 ? "better" : "worse",
          signed(difference.mean()),
          signed(difference.low()),
          signed(difference.high()),
          String.format(Locale.ROOT, "%.4f", by.p()),
          by.better(),
          by.worse());
    }
    add("</table></div>");
    figure(
        Plots.changes(main),
        "A bar a query that changed, by nDCG@10; the gap is those that did not.");
    List<Change> sorted = main.changes();
    int gains = (int) Math.min(MOST_CHANGES, main.better());
    int losses = (int) Math.min(MOST_CHANGES, main.worse());
    List<Change> worst = new ArrayList<>(sorted.subList(sorted.size() - losses, sorted.size()));
    changes("What got better most", pair, sorted.subList(0, gains));
    changes("What got worse most", pair, worst.reversed());
  }

  private static String verdict(Comparison main, Pair pair) {
    if (main.p() >= 0.05) {
      return "The difference may be chance.";
    }
    String better = main.difference().mean() > 0 ? pair.other().name() : pair.base().name();
    return "Hardly by chance: " + better + " is better.";
  }

  private void changes(String heading, Pair pair, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    add("<details open><summary>%s</summary><div class=\"table\"><table>", heading);
    add(
        "<tr><th>query</th><th>%s</th><th>%s</th><th>gain</th><th>relevant at</th><th>now at</th></tr>",
        pair.base().name(), pair.other().name());
    for (Change change : changes) {
      add(
          "<tr><td class=\"words\">%s <small>%s</small></td><td>%s</td><td>%s</td>",
          report.words().getOrDefault(change.query(), ""),
          change.query(),
          figure(change.base()),
          figure(change.other()));
      add(
          "<td class=\"%s\">%s</td><td>%s</td><td>%s</td></tr>",
          change.gain() > 0 ? "better" : "worse",
          signed(change.gain()),
          ranks(pair.base(), change.query()),
          ranks(pair.other(), change.query()));
    }
    add("</table></div></details>");
  }

  /** At which ranks the relevant ones stand. */
  private String ranks(Entry entry, String query) {
    Map<String, Integer> grades = report.judgements().of(query);
    List<String> ranked = entry.run().ranked().getOrDefault(query, List.of());
    List<String> ranks = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      if (grades.getOrDefault(ranked.get(i), 0) > 0) {
        ranks.add(Integer.toString(i + 1));
      }
    }
    if (ranks.isEmpty()) {
      return "not found";
    }
    return ranks.size() <= MOST_RANKS
        ? String.join(", ", ranks)
        : String.join(", ", ranks.subList(0, MOST_RANKS)) + ", …";
  }

  private void unanswered() {
    List<String> queries = new ArrayList<>();
    for (String query : report.judgements().queries()) {
      if (report.entries().stream().allMatch(entry -> missed(entry, query))) {
        queries.add(query);
      }
    }
    if (queries.isEmpty()) {
      return;
    }
    add("<h2>Nothing relevant among the first ten, whichever way</h2>");
    add(
        "<p class=\"soft\">%d queries%s. Where words, meaning and both fail, look at the judgements, then at what the documents lack.</p>",
        queries.size(),
        queries.size() > MOST_UNANSWERED ? ", of which " + MOST_UNANSWERED + " are shown" : "");
    add("<div class=\"table\"><table><tr><th>query</th>");
    report.entries().forEach(entry -> add("<th>%s finds it at</th>", entry.name()));
    add("</tr>");
    for (String query : queries.subList(0, Math.min(MOST_UNANSWERED, queries.size()))) {
      add(
          "<tr><td class=\"words\">%s <small>%s</small></td>",
          report.words().getOrDefault(query, ""), query);
      report.entries().forEach(entry -> add("<td>%s</td>", ranks(entry, query)));
      add("</tr>");
    }
    add("</table></div>");
  }

  private boolean missed(Entry entry, String query) {
    List<String> ranked = entry.run().ranked().getOrDefault(query, List.of());
    return new Measure.Recall(10).of(ranked, report.judgements().of(query)) == 0;
  }

  private void definitions() {
    add("<h2>What the figures are</h2>");
    add(
        "<p>Measures as trec_eval defines them, the mean over all judged queries: nDCG with the grade as gain; MRR and MAP over the first 100 hits; P@k divides by k; recall@k by the relevant documents. Documents that nobody judged count as not relevant.</p>");
    add(
        "<p>Intervals: percentile bootstrap over queries, 10,000 resamples. p: two-sided paired randomisation test, 10,000 draws; below 0.05 is coloured. With several comparisons at once some come out below 0.05 by chance.</p>");
  }

  private void figure(String svg, String caption) {
    page.append("<figure>").append(svg);
    add("<figcaption>%s</figcaption></figure>", caption);
  }

  /** Texts are escaped; numbers are not. */
  private void add(String format, Object... values) {
    Object[] safe = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      safe[i] = values[i] instanceof String text ? HtmlEscape.of(text) : values[i];
    }
    page.append(values.length == 0 ? format : String.format(Locale.ROOT, format, safe));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.3f", value);
  }
}
