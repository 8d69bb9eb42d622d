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

/**
 * The fusion an operator configured, and what a request may change of it.
 *
 * @param rrfK see {@link RrfFusion}
 */
public record FusionPolicy(FusionChoice.Method method, Normalisation normalisation, int rrfK) {

  /**
   * @param weights configured for the class of the query
   * @param asked what the request says, or null
   * @throws io.kinora.catalog.InvalidValueException if a weight is out of range
   */
  Fusion choose(Map<Retriever, Double> weights, @Nullable FusionChoice asked) {
    FusionWeights usual = FusionWeights.of(weights);
    FusionWeights chosen = asked == null ? usual : usual.with(asked.weights());
    return switch (asked == null ? method : asked.method()) {
      case WEIGHTED -> new WeightedFusion(chosen, normalisation);
      case RRF -> new RrfFusion(chosen, rrfK);
    };
  }
}
