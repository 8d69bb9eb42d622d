package io.kinora.verticles.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.ranking.evaluation.Comparison;
import io.kinora.ranking.evaluation.Estimate;
import io.kinora.ranking.evaluation.Measure;
import io.kinora.verticles.evaluation.EvaluationReport.Entry;
import io.kinora.verticles.evaluation.EvaluationReport.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A report for programs: an object with a key a mode, in each the mean of every measure by name
 * ({@code ndcg@10}, {@code mrr}, {@code map}, ...), {@code queries}, {@code confidence_95} with the
 * bounds of each mean, and {@code compared} with a result for everything the mode was compared
 * with.
 */
public final class JsonReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  public static void write(EvaluationReport report, Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    for (Entry mode : report.modes()) {
      ObjectNode node = root.putObject(mode.name());
      addMeans(node, mode);
      node.put("queries", mode.evaluation().queries().size());
      ObjectNode bounds = node.putObject("confidence_95");
      for (Measure measure : Measure.ALL) {
        Estimate mean = mode.evaluation().mean(measure);
        bounds.putArray(measure.name()).add(mean.low()).add(mean.high());
      }
      ObjectNode compared = node.putObject("compared");
      for (Pair pair : report.pairs()) {
        if (pair.base().equals(mode)) {
          add(compared.putObject(pair.other().name()), pair, pair.other());
        } else if (pair.other().equals(mode)) {
          add(compared.putObject(pair.base().name()), new Pair(mode, pair.base()), pair.base());
        }
      }
    }
    Files.writeString(file, JSON.writeValueAsString(root) + "\n");
  }

  private static void addMeans(ObjectNode node, Entry entry) {
    for (Measure measure : Measure.ALL) {
      node.put(measure.name(), entry.evaluation().mean(measure).mean());
    }
  }

  /** What it was compared with: its means, and by how much it is better than the mode. */
  private static void add(ObjectNode node, Pair pair, Entry compared) {
    addMeans(node, compared);
    ObjectNode differences = node.putObject("difference");
    for (Measure measure : Measure.ALL) {
      Comparison comparison = pair.by(measure);
      Estimate difference = comparison.difference();
      differences
          .putObject(measure.name())
          .put("mean", difference.mean())
          .put("low", difference.low())
          .put("high", difference.high())
          .put("p", comparison.p())
          .put("better", comparison.better())
          .put("worse", comparison.worse());
    }
  }
}
