package io.kinora.ranking.rerank;

import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows candidates with the same key once, by the best of them, which names the others. Candidates
 * without a key all stay.
 */
public final class CollapseReranker implements Reranker {

  private final String name;
  private final Function<Candidate, @Nullable String> key;

  /**
   * @param name as in {@link Reranker#name()}
   * @param key what is to be shown once, or null for a candidate that always is
   */
  public CollapseReranker(String name, Function<Candidate, @Nullable String> key) {
    this.name = name;
    this.key = key;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Ranked> rerank(List<Ranked> shown, List<Ranked> rest) {
    Map<String, List<String>> hiddenByKey = HashMap.newHashMap(shown.size() + rest.size());
    for (Ranked each : shown) {
      String its = key.apply(each.candidate());
      if (its != null) {
        hiddenByKey.put(its, new ArrayList<>(0));
      }
    }
    List<Ranked> best = new ArrayList<>(rest.size());
    for (Ranked each : rest) {
      String its = key.apply(each.candidate());
      List<String> hidden = its == null ? null : hiddenByKey.get(its);
      if (hidden != null) {
        hidden.add(each.candidate().id());
        continue;
      }
      if (its != null) {
        hiddenByKey.put(its, new ArrayList<>(0));
      }
      best.add(each);
    }
    best.replaceAll(each -> naming(each, hiddenByKey));
    return best;
  }

  private Ranked naming(Ranked shown, Map<String, List<String>> hiddenByKey) {
    String its = key.apply(shown.candidate());
    List<String> hidden = its == null ? List.of() : hiddenByKey.getOrDefault(its, List.of());
    return hidden.isEmpty() ? shown : shown.withHidden(hidden);
  }
}
