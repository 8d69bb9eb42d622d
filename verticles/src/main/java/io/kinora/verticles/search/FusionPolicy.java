package io.kinora.verticles.search;

import io.kinora.search.FusionChoice;
import io.kinora.search.Retriever;
import io.kinora.search.fusion.Fusion;
import io.kinora.search.fusion.FusionWeights;
import io.kinora.search.fusion.Normalisation;
import io.kinora.search.fusion.RrfFusion;
import io.kinora.search.fusion.WeightedFusion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fusion an operator configured, and what a request may change of it. */
public record FusionPolicy(
    FusionChoice.Method method, Normalisation normalisation, FusionWeights weights) {

  static FusionPolicy of(
      FusionChoice.Method method, Normalisation normalisation, Map<Retriever, Double> weights) {
    return new FusionPolicy(method, normalisation, FusionWeights.of(weights));
  }

  /**
   * @throws io.kinora.catalog.InvalidValueException if a weight is out of range
   */
  Fusion choose(@Nullable FusionChoice asked) {
    FusionWeights chosen = asked == null ? weights : weights.with(asked.weights());
    return switch (asked == null ? method : asked.method()) {
      case WEIGHTED -> new WeightedFusion(chosen, normalisation);
      case RRF -> new RrfFusion(chosen, RrfFusion.DEFAULT_K);
    };
  }
}
