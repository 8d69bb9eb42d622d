package io.kinora.search.shard;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.Retriever;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a shard is searched.
 *
 * @param countUpTo matches by words are counted exactly up to here, 100 to 1,000,000
 * @param visitsPerNeighbour vectors that a filter lets through in a segment up to which all are
 *     compared instead of walking the graph, 0 to 10,000,000
 * @param oversample how many times the window a graph is asked for before the exact scores decide,
 *     1 to 10
 * @param leastWalk neighbours that a graph is asked for at the least: a small window must not mean
 *     a careless search, 1 to 1000
 * @param floors similarity (-1 to 1) below which a video found by that retriever alone is noise;
 *     those left out have none
 * @param facetValues the most values a field that a shard tells, the most frequent first, 1 to
 *     1000; more than are shown, so that what several shards tell adds up
 * @param fragmentLength characters of a highlighted piece of a long text, 50 to 1000
 */
public record ShardSearchConfig(
    int countUpTo,
    double visitsPerNeighbour,
    double oversample,
    int leastWalk,
    Map<Retriever, Double> floors,
    int facetValues,
    int fragmentLength) {

  public static final ShardSearchConfig DEFAULT =
      new ShardSearchConfig(
          1_000,
          75,
          1.0,
          50,
          Map.of(Retriever.SEMANTIC, 0.0, Retriever.FRAME, 0.0, Retriever.VIDEO, 0.0),
          500,
          200);

  public ShardSearchConfig {
    range("count_up_to", countUpTo, 100, 1_000_000);
    range("visits_per_neighbour", visitsPerNeighbour, 0, 10_000);
    range("oversample", oversample, 1, 10);
    range("least_walk", leastWalk, 1, 1000);
    range("facet_values", facetValues, 1, 1000);
    range("fragment_length", fragmentLength, 50, 1000);
    EnumMap<Retriever, Double> checked = new EnumMap<>(Retriever.class);
    checked.putAll(floors);
    checked.forEach((retriever, floor) -> range("floors." + retriever.key(), floor, -1, 1));
    if (checked.containsKey(Retriever.LEXICAL)) {
      throw new InvalidValueException("floors", "lexical", "semantic, frame, video");
    }
    floors = Map.copyOf(checked);
  }

  private static void range(String field, double value, long min, long max) {
    if (!(value >= min && value <= max)) {
      throw new InvalidValueException(field, value, min + " to " + max);
    }
  }

  /** The floor of a retriever, or minus infinity. */
  double floor(Retriever retriever) {
    return floors.getOrDefault(retriever, Double.NEGATIVE_INFINITY);
  }

  public ShardSearchConfig withFloors(Map<Retriever, Double> other) {
    return new ShardSearchConfig(
        countUpTo, visitsPerNeighbour, oversample, leastWalk, other, facetValues, fragmentLength);
  }

  public ShardSearchConfig withVisitsPerNeighbour(double visits) {
    return new ShardSearchConfig(
        countUpTo, visits, oversample, leastWalk, floors, facetValues, fragmentLength);
  }

  /** How many neighbours to ask a graph for. */
  int walk(int window) {
    return Math.max(leastWalk, (int) Math.ceil(window * oversample));
  }
}
