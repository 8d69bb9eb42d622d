package io.kinora.ranking;

import io.kinora.catalog.InvalidValueException;
import io.kinora.ranking.feature.Feature;
import io.kinora.search.Explanation;
import io.kinora.search.fusion.Fused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Scores by the weighted sum of features. */
public final class LinearRanker {

  public static final double MAX_WEIGHT = 100;

  private final List<Feature> features;
  private final double[] weights;

  /**
   * @param known the features that may be named
   * @param weights by feature name, -100 to 100; those left out or 0 are not computed
   * @throws InvalidValueException if a name is unknown or a weight out of range
   */
  public LinearRanker(List<Feature> known, Map<String, Double> weights) {
    checkNames(known, weights);
    List<Feature> used = new ArrayList<>();
    for (Feature feature : known) {
      if (weights.getOrDefault(feature.name(), 0.0) != 0) {
        used.add(feature);
      }
    }
    this.features = List.copyOf(used);
    this.weights = new double[used.size()];
    for (int i = 0; i < this.weights.length; i++) {
      this.weights[i] = weights.getOrDefault(used.get(i).name(), 0.0);
    }
  }

  private static void checkNames(List<Feature> known, Map<String, Double> weights) {
    TreeSet<String> names = new TreeSet<>();
    for (Feature feature : known) {
      names.add(feature.name());
    }
    weights.forEach(
        (name, weight) -> {
          if (!names.contains(name)) {
            throw new InvalidValueException("ranking.weights", name, String.join(", ", names));
          }
          if (!(Math.abs(weight) <= MAX_WEIGHT)) {
            throw new InvalidValueException("ranking.weights." + name, weight, "-100 to 100");
          }
        });
  }

  /**
   * @param explain whether to give an account of each score
   * @return every candidate, best first, equals by id
   */
  public List<Ranked> rank(List<Fused> fused, RankingContext context, boolean explain) {
    List<Ranked> ranked = new ArrayList<>(fused.size());
    for (Fused each : fused) {
      double score = 0;
      for (int i = 0; i < weights.length; i++) {
        score += weights[i] * features.get(i).value(each, context);
      }
      ranked.add(
          new Ranked(each.candidate(), score, explain ? explained(each, context, score) : null));
    }
    return BestFirst.sorted(ranked);
  }

  private Explanation explained(Fused fused, RankingContext context, double score) {
    List<Explanation> terms = new ArrayList<>(weights.length);
    for (int i = 0; i < weights.length; i++) {
      Feature feature = features.get(i);
      Explanation value = feature.explain(fused, context);
      terms.add(
          Explanation.of(
              weights[i] * value.value(),
              "product of:",
              Explanation.of(weights[i], "weight of " + feature.name()),
              value));
    }
    return new Explanation(score, "sum of:", terms);
  }
}
