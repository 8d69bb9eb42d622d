package io.kinora.verticles.evaluation;

import io.kinora.ranking.evaluation.Comparison;
import io.kinora.ranking.evaluation.Comparison.Change;
import io.kinora.ranking.evaluation.Estimate;
import io.kinora.ranking.evaluation.Judgements;
import io.kinora.ranking.evaluation.Measure;
import io.kinora.search.HtmlEscape;
import io.kinora.verticles.evaluation.EvaluationReport.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plots as SVG that takes its colours from the page. */
final class Plots {

  private static final int WIDTH = 900;
  private static final int LEFT = 110;
  private static final int RIGHT = 20;
  private static final int DEEPEST = 100;
  private static final int COLOURS = 6;

  private final StringBuilder svg = new StringBuilder();

  private Plots() {}

  /** The page's colour of the entry at that place. */
  static String colour(int place) {
    return "var(--c" + place % COLOURS + ")";
  }

  /** The mean of each measure with its interval, a row a measure, a line an entry. */
  static String intervals(List<Entry> entries, List<Measure> measures) {
    Plots plot = new Plots();
    int step = 16;
    int row = step * entries.size() + 22;
    int height = row * measures.size() + 30;
    plot.open(height, "Means and their 95 % intervals");
    for (int tenth = 0; tenth <= 10; tenth++) {
      double x = across(tenth / 10.0);
      plot.line("grid", x, 6, x, height - 24);
      plot.text("", "middle", x, height - 8, number("%.1f", tenth / 10.0));
    }
    for (int m = 0; m < measures.size(); m++) {
      double top = 14 + m * row;
      String heading = EvaluationReport.heading(measures.get(m));
      plot.text("name", "end", LEFT - 14, top + step * entries.size() / 2.0 + 4, heading);
      for (int e = 0; e < entries.size(); e++) {
        Estimate mean = entries.get(e).evaluation().mean(measures.get(m));
        plot.interval(mean, top + step * (e + 0.5), colour(e), entries.get(e).name());
      }
    }
    return plot.close();
  }

  private static double across(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private void interval(Estimate mean, double y, String colour, String name) {
    svg.append(
        number(
            "<g style=\"color:%s\"><title>%s: %.4f (%.4f to %.4f)</title>",
            colour, HtmlEscape.of(name), mean.mean(), mean.low(), mean.high()));
    svg.append(
        number(
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" stroke-width=\"5\" stroke-linecap=\"round\" opacity=\".35\"/>",
            across(mean.low()), across(mean.high()), y, y));
    svg.append(
        number(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"currentColor\"/></g>",
            across(mean.mean()), y));
  }

  /** The share of the relevant documents found by each depth, the depth on a logarithmic scale. */
  static String recall(List<Entry> entries, Judgements judgements) {
    List<double[]> curves = new ArrayList<>();
    double least = 1;
    for (Entry entry : entries) {
      double[] curve = recallByDepth(entry, judgements);
      curves.add(curve);
      least = Math.min(least, curve[0]);
    }
    Scale scale = new Scale(Math.min(9, (int) (least * 10)) / 10.0, 320);
    Plots plot = new Plots();
    plot.open(scale.height, "Recall by depth");
    for (int tenth = (int) Math.round(scale.low * 10); tenth <= 10; tenth++) {
      double y = scale.down(tenth / 10.0);
      plot.line("grid", LEFT, y, WIDTH - RIGHT, y);
      plot.text("", "end", LEFT - 10, y + 4, number("%.1f", tenth / 10.0));
    }
    for (int depth : new int[] {1, 2, 5, 10, 20, 50, 100}) {
      double x = across(Math.log(depth) / Math.log(DEEPEST));
      plot.line("grid", x, 16, x, scale.height - 34);
      plot.text("", "middle", x, scale.height - 16, Integer.toString(depth));
    }
    plot.text("name", "middle", (LEFT + WIDTH) / 2.0, scale.height - 1, "first k hits");
    for (int e = 0; e < entries.size(); e++) {
      plot.curve(curves.get(e), scale, colour(e), entries.get(e).name());
    }
    return plot.close();
  }

  /** Shares from {@code low} to 1 on a plot of that height. */
  private record Scale(double low, int height) {

    double down(double share) {
      return height - 34 - (share - low) / (1 - low) * (height - 50);
    }
  }

  private static double[] recallByDepth(Entry entry, Judgements judgements) {
    double[] sums = new double[DEEPEST];
    for (String query : judgements.queries()) {
      List<String> ranked = entry.run().ranked().getOrDefault(query, List.of());
      for (int depth = 1; depth <= DEEPEST; depth++) {
        sums[depth - 1] += new Measure.Recall(depth).of(ranked, judgements.of(query));
      }
    }
    for (int i = 0; i < DEEPEST; i++) {
      sums[i] /= Math.max(1, judgements.queries().size());
    }
    return sums;
  }

  private void curve(double[] values, Scale scale, String colour, String name) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      double x = across(Math.log(i + 1.0) / Math.log(DEEPEST));
      points.add(number("%.1f,%.1f", x, scale.down(values[i])));
    }
    svg.append(
        number(
            "<g><title>%s</title><polyline points=\"%s\" fill=\"none\" style=\"stroke:%s\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/></g>",
            HtmlEscape.of(name), String.join(" ", points), colour));
  }

  /** A bar a query that changed, from the greatest gain to the greatest loss. */
  static String changes(Comparison comparison) {
    Plots plot = new Plots();
    int height = 240;
    double middle = height / 2.0;
    plot.open(height, "Gains and losses by query");
    for (int side = -2; side <= 2; side++) {
      double y = middle - side * 50;
      plot.line(side == 0 ? "axis" : "grid", LEFT, y, WIDTH - RIGHT, y);
      plot.text("", "end", LEFT - 10, y + 4, side == 0 ? "0" : number("%+.1f", side / 2.0));
    }
    List<Change> sorted = comparison.changes();
    double same = comparison.queries() - sorted.size();
    double bar = (double) (WIDTH - LEFT - RIGHT) / Math.max(1, comparison.queries());
    double x = LEFT;
    boolean gapLeft = true;
    for (Change change : sorted) {
      if (gapLeft && change.gain() < 0) {
        x += same * bar;
        gapLeft = false;
      }
      plot.bar(change, x, bar, middle);
      x += bar;
    }
    return plot.close();
  }

  private void bar(Change change, double x, double width, double middle) {
    double length = Math.max(0.5, Math.abs(change.gain()) * 100);
    svg.append(
        number(
            "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" style=\"fill:var(--%s)\"><title>%s: %.3f to %.3f</title></rect>",
            x,
            change.gain() > 0 ? middle - length : middle,
            Math.max(0.6, width * 0.86),
            length,
            change.gain() > 0 ? "better" : "worse",
            HtmlEscape.of(change.query()),
            change.base(),
            change.other()));
  }

  private void open(int height, String label) {
    svg.append(
        number(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            WIDTH, height, HtmlEscape.of(label)));
  }

  private void line(String kind, double x1, double y1, double x2, double y2) {
    svg.append(
        number(
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            kind, x1, y1, x2, y2));
  }

  private void text(String kind, String anchor, double x, double y, String text) {
    svg.append(
        number(
            "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            kind, anchor, x, y, HtmlEscape.of(text)));
  }

  private String close() {
    return svg.append("</svg>").toString();
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
