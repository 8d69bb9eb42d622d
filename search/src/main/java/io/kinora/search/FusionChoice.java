package io.kinora.search;

import java.util.Map;

/**
 * How ranked lists are merged.
 *
 * @param weights a weight each retriever, 0 to 100; those left out keep the configured weight
 */
public record FusionChoice(Method method, Map<Retriever, Double> weights) {

  public enum Method {
    /** Sum of normalised scores. */
    WEIGHTED,
    /** Reciprocal rank fusion (Cormack et al. 2009). */
    RRF
  }

  public FusionChoice {
    weights = Map.copyOf(weights);
  }
}
