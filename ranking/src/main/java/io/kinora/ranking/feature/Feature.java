package io.kinora.ranking.feature;

import io.kinora.ranking.RankingContext;
import io.kinora.search.Explanation;
import io.kinora.search.fusion.Fused;

/** One number about a candidate. Finite for every candidate, whatever is unknown of it. */
public interface Feature {

  /** The name in settings, explanations and training data. */
  String name();

  double value(Fused fused, RankingContext context);

  /** The value and how it came to be. */
  default Explanation explain(Fused fused, RankingContext context) {
    return Explanation.of(value(fused, context), name());
  }
}
