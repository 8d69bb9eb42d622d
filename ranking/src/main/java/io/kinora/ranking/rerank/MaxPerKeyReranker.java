package io.kinora.ranking.rerank;

import io.kinora.catalog.InvalidValueException;
import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows the best few of the candidates with the same key. Those without a key all stay. */
public final class MaxPerKeyReranker implements Reranker {

  private final String name;
  private final Function<Candidate, @Nullable String> key;
  private final int most;

  /**
   * @param key what candidates may share, or null for one that shares nothing
   * @param most how many with one key, at least 1
   */
  public MaxPerKeyReranker(String name, Function<Candidate, @Nullable String> key, int most) {
    if (most < 1) {
      throw new InvalidValueException("max_per_channel", most, "1 to 100");
    }
    this.name = name;
    this.key = key;
    this.most = most;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Ranked> rerank(List<Ranked> shown, List<Ranked> rest) {
    Map<String, Integer> counts = new HashMap<>();
    for (Ranked each : shown) {
      countedUp(each, counts);
    }
    List<Ranked> kept = new ArrayList<>(rest.size());
    for (Ranked each : rest) {
      if (countedUp(each, counts) <= most) {
        kept.add(each);
      }
    }
    return kept;
  }

  /** How many of its key there have been with this one. */
  private int countedUp(Ranked each, Map<String, Integer> counts) {
    String its = key.apply(each.candidate());
    return its == null ? 1 : counts.merge(its, 1, Integer::sum);
  }
}
