package io.kinora.search.shard;

import io.kinora.search.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lucene's account of a score as one of ours: its formulas named as functions. One that is not
 * known here keeps its value and its details, but cannot be worked out again.
 */
final class LuceneExplanations {

  private static final Pattern FUNCTION =
      Pattern.compile("(.*, |)(sum|product|max|max plus [0-9.eE+-]+ times others) of:");

  private LuceneExplanations() {}

  static Explanation of(org.apache.lucene.search.Explanation lucene) {
    List<Explanation> details = new ArrayList<>(lucene.getDetails().length);
    for (org.apache.lucene.search.Explanation detail : lucene.getDetails()) {
      details.add(of(detail));
    }
    String description = lucene.getDescription();
    return new Explanation(
        lucene.getValue().doubleValue(),
        details.isEmpty() ? description : named(description, details.size()),
        details);
  }

  private static String named(String description, int details) {
    if (FUNCTION.matcher(description).matches()) {
      return description;
    }
    if (description.startsWith("idf, computed as log(1 + (N - n + 0.5) / (n + 0.5))")) {
      return "idf of:";
    }
    if (description.startsWith("tf, computed as freq / (freq + k1")
        && (details == 5 || details == 2)) {
      return "tf of:";
    }
    int formula = description.indexOf(", computed as boost * idf * tf from:");
    if (formula > 0) {
      return description.substring(0, formula) + ", product of:";
    }
    boolean passedOn = details == 1 && description.endsWith(", result of:");
    if (passedOn) {
      return description.substring(0, description.length() - "result of:".length()) + "sum of:";
    }
    return description.replaceAll(" (of|from):$", "") + ", with";
  }
}
