package io.kinora.ranking.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What people said of documents: for each query a grade a document, 0 for not relevant. */
public final class Judgements {

  private final Map<String, Map<String, Integer>> byQuery = new TreeMap<>();

  public void add(String query, String document, int grade) {
    byQuery.computeIfAbsent(query, first -> new TreeMap<>()).put(document, grade);
  }

  /** The queries that somebody judged. */
  public Set<String> queries() {
    return Collections.unmodifiableSet(byQuery.keySet());
  }

  /** Grades by document; empty if nobody judged the query. */
  public Map<String, Integer> of(String query) {
    return Collections.unmodifiableMap(byQuery.getOrDefault(query, Map.of()));
  }
}
