package io.kinora.ranking.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every measure of every judged query, of one configuration. */
public final class Evaluation {

  private final List<String> queries;
  private final Map<String, double[]> byMeasure = new TreeMap<>();

  private Evaluation(List<String> queries) {
    this.queries = queries;
  }

  /**
   * @param ranked ids by query, best first; a judged query that is missing found nothing, and one
   *     that nobody judged is left out
   */
  public static Evaluation of(Judgements judgements, Map<String, List<String>> ranked) {
    Evaluation evaluation = new Evaluation(List.copyOf(judgements.queries()));
    for (Measure measure : Measure.ALL) {
      double[] values = new double[evaluation.queries.size()];
      for (int i = 0; i < values.length; i++) {
        String query = evaluation.queries.get(i);
        values[i] = measure.of(ranked.getOrDefault(query, List.of()), judgements.of(query));
      }
      evaluation.byMeasure.put(measure.name(), values);
    }
    return evaluation;
  }

  /** The judged queries, in the order of {@link #values}. */
  public List<String> queries() {
    return queries;
  }

  /** A measure of each query. */
  public double[] values(Measure measure) {
    double[] values = byMeasure.get(measure.name());
    if (values == null) {
      throw new IllegalArgumentException(measure.name() + " was not evaluated");
    }
    return values.clone();
  }

  /** The mean over the queries, with its 95 % interval. */
  public Estimate mean(Measure measure) {
    return Estimate.ofMean(values(measure));
  }
}
