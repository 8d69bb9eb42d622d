package io.kinora.ranking.rerank;

import io.kinora.ranking.Ranked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows what is the same once, where the best of it stands; the others are named with it. */
public final class DuplicateCollapseReranker implements Reranker {

  @Override
  public String name() {
    return "collapse duplicates";
  }

  @Override
  public List<Ranked> rerank(List<Ranked> ranked) {
    Map<String, List<String>> others = new HashMap<>();
    List<Ranked> best = new ArrayList<>(ranked.size());
    for (Ranked each : ranked) {
      String group = each.candidate().group();
      List<String> shown = group == null ? null : others.get(group);
      if (shown != null) {
        shown.add(each.candidate().id());
        continue;
      }
      if (group != null) {
        others.put(group, new ArrayList<>());
      }
      best.add(each);
    }
    if (others.isEmpty()) {
      return best;
    }
    best.replaceAll(
        each ->
            each.candidate().group() == null
                ? each
                : each.withDuplicates(others.getOrDefault(each.candidate().group(), List.of())));
    return best;
  }
}
