package io.kinora.verticles.search;

import io.kinora.ranking.Ranked;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of hits.
 *
 * @param next where the next page begins, or null at the end
 */
record Page(Gathered found, Total total, List<Ranked> ranked, @Nullable Cursor next) {

  /**
   * With explanations that end in the places of the hits.
   *
   * @param before how many hits the pages before had
   */
  Page placed(int before) {
    List<Ranked> placed = new ArrayList<>(ranked.size());
    for (Ranked each : ranked) {
      placed.add(Positions.explained(each, before + placed.size() + 1));
    }
    return new Page(found, total, placed, next);
  }
}
