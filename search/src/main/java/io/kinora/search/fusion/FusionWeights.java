package io.kinora.search.fusion;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.Retriever;
import java.util.EnumMap;
import java.util.Map;

/** How much each retriever counts, 0 to 100; one that is left out counts nothing. */
public final class FusionWeights {

  public static final double MAX = 100;

  private final double[] byRetriever = new double[Retriever.values().length];

  private FusionWeights(Map<Retriever, Double> weights) {
    weights.forEach(
        (retriever, weight) -> {
          if (!(weight >= 0 && weight <= MAX)) {
            throw new InvalidValueException(
                "fusion.weights." + retriever.key(), weight, "0 to " + (int) MAX);
          }
          byRetriever[retriever.ordinal()] = weight;
        });
  }

  public static FusionWeights of(Map<Retriever, Double> weights) {
    return new FusionWeights(weights);
  }

  /** All retrievers count the same. */
  public static FusionWeights equal() {
    Map<Retriever, Double> ones = new EnumMap<>(Retriever.class);
    for (Retriever retriever : Retriever.values()) {
      ones.put(retriever, 1.0);
    }
    return new FusionWeights(ones);
  }

  /** These weights, with some replaced. */
  public FusionWeights with(Map<Retriever, Double> overrides) {
    Map<Retriever, Double> weights = new EnumMap<>(Retriever.class);
    for (Retriever retriever : Retriever.values()) {
      weights.put(retriever, byRetriever[retriever.ordinal()]);
    }
    weights.putAll(overrides);
    return new FusionWeights(weights);
  }

  public double of(Retriever retriever) {
    return byRetriever[retriever.ordinal()];
  }
}
