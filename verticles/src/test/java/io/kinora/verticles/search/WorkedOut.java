package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Explanation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;

/** Works explanations out again, as a client may: by their descriptions alone. */
final class WorkedOut {

  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:.*, )?(sum|product|max|difference|reciprocal|scale|idf|tf|decay|log scale"
              + "|wilson lower bound|max plus ([0-9.eE+-]+) times others) of:",
          Pattern.DOTALL);

  private WorkedOut() {}

  /** Every node that names a function has that function's value. */
  static void check(Explanation node) {
    node.details().forEach(WorkedOut::check);
    if (node.description().endsWith(" of:")) {
      assertThat(value(node))
          .as(node.toString())
          .isCloseTo(node.value(), Offset.offset(1e-4 * Math.max(1, Math.abs(node.value()))));
    }
  }

  /** From the leaves up to the score that the position goes by. */
  static double score(Explanation position) {
    Explanation tree = position.details().getFirst();
    if (tree.description().startsWith("marginal relevance")) {
      Explanation relevance = tree.details().getFirst().details().get(1);
      return value(relevance.details().getFirst());
    }
    return value(tree);
  }

  static double value(Explanation node) {
    Matcher function = FUNCTION.matcher(node.description());
    if (!function.matches()) {
      assertThat(node.description()).doesNotEndWith(" of:");
      return node.value();
    }
    double[] x = node.details().stream().mapToDouble(WorkedOut::value).toArray();
    return switch (function.group(1)) {
      case "sum" -> sum(x);
      case "product" -> product(x);
      case "max" -> max(x);
      case "difference" -> x[0] - x[1];
      case "reciprocal" -> 1 / x[0];
      case "scale" -> x[2] > x[1] ? Math.clamp((x[0] - x[1]) / (x[2] - x[1]), 0, 1) : 1;
      case "idf" -> Math.log(1 + (x[1] - x[0] + 0.5) / (x[0] + 0.5));
      case "tf" -> x[0] / (x[0] + x[1] * (x.length == 2 ? 1 : 1 - x[2] + x[2] * x[3] / x[4]));
      case "decay" -> x[2] + (1 - x[2]) * Math.pow(0.5, x[0] / x[1]);
      case "log scale" -> Math.min(1, Math.log1p(Math.max(0, x[0])) / Math.log1p(x[1]));
      case "wilson lower bound" -> wilson(x[0], Math.max(x[0], x[1]));
      default -> max(x) + Double.parseDouble(function.group(2)) * (sum(x) - max(x));
    };
  }

  private static double wilson(double likes, double views) {
    if (views == 0) {
      return 0;
    }
    double z = 1.96;
    double rate = likes / views;
    double spread = z * Math.sqrt((rate * (1 - rate) + z * z / (4 * views)) / views);
    return Math.max(0, (rate + z * z / (2 * views) - spread) / (1 + z * z / views));
  }

  private static double sum(double[] x) {
    double sum = 0;
    for (double each : x) {
      sum += each;
    }
    return sum;
  }

  private static double product(double[] x) {
    double product = 1;
    for (double each : x) {
      product *= each;
    }
    return product;
  }

  private static double max(double[] x) {
    double max = Double.NEGATIVE_INFINITY;
    for (double each : x) {
      max = Math.max(max, each);
    }
    return max;
  }
}
