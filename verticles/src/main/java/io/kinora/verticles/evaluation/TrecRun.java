package io.kinora.verticles.evaluation;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a search engine answered to many queries, and TREC's file of it, by which engines are
 * compared: {@code query Q0 document rank score name} a line.
 *
 * @param ranked documents by query, best first
 */
public record TrecRun(Map<String, List<String>> ranked) {

  public TrecRun {
    ranked = Collections.unmodifiableMap(new TreeMap<>(ranked));
  }

  private record Line(String document, double score, int rank) {}

  /** Its documents under other ids. */
  public TrecRun renamed(UnaryOperator<String> ids) {
    Map<String, List<String>> renamed = new TreeMap<>();
    ranked.forEach((query, found) -> renamed.put(query, found.stream().map(ids).toList()));
    return new TrecRun(renamed);
  }

  /** By score, equals by rank. */
  public static TrecRun read(Path file) throws IOException {
    Map<String, List<Line>> lines = new TreeMap<>();
    try (BufferedReader reader = BeirFiles.open(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String[] columns = line.strip().split("\\s+");
        if (line.isBlank()) {
          continue;
        }
        if (columns.length < 5) {
          throw BeirFiles.wrong(file, number, "of a TREC run: query Q0 document rank score name");
        }
        try {
          lines
              .computeIfAbsent(columns[0], first -> new ArrayList<>())
              .add(
                  new Line(
                      columns[2], Double.parseDouble(columns[4]), Integer.parseInt(columns[3])));
        } catch (NumberFormatException notNumbers) {
          throw BeirFiles.wrong(file, number, "of a TREC run: rank and score are not numbers");
        }
      }
    }
    Map<String, List<String>> ranked = new TreeMap<>();
    lines.forEach(
        (query, found) -> {
          found.sort(
              Comparator.comparingDouble(Line::score).reversed().thenComparingInt(Line::rank));
          ranked.put(query, found.stream().map(Line::document).distinct().toList());
        });
    return new TrecRun(ranked);
  }

  /**
   * @param name of the engine or configuration
   */
  public void write(Path file, String name) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, List<String>> each : ranked.entrySet()) {
        List<String> found = each.getValue();
        for (int i = 0; i < found.size(); i++) {
          out.write(
              "%s Q0 %s %d %d %s%n"
                  .formatted(each.getKey(), found.get(i), i + 1, found.size() - i, name));
        }
      }
    }
  }
}
