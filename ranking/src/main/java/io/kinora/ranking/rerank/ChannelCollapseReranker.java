package io.kinora.ranking.rerank;

import io.kinora.ranking.Ranked;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows each channel once, with its best video. Videos without a channel all stay. */
public final class ChannelCollapseReranker implements Reranker {

  @Override
  public String name() {
    return "collapse channel";
  }

  @Override
  public List<Ranked> rerank(List<Ranked> ranked) {
    Set<String> shown = HashSet.newHashSet(ranked.size());
    List<Ranked> kept = new ArrayList<>(ranked.size());
    for (Ranked each : ranked) {
      String channel = each.candidate().channel();
      if (channel == null || shown.add(channel)) {
        kept.add(each);
      }
    }
    return kept;
  }
}
