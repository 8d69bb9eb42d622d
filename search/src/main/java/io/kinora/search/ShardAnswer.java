package io.kinora.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a shard found.
 *
 * @param candidates with sort by relevance: the union of what the retrievers brought, in no
 *     particular order; else the hits in order
 * @param total how many videos match, copies included
 * @param exact whether {@code total} is exact or at least
 * @param facets field -> value -> how many of all that match
 * @param stages time by retriever and step
 * @param cutShort names of the steps that ran out of time and returned what they had
 * @param copies of those that match, the ones that have copies; {@link Copies#NONE} unless asked
 *     for
 */
public record ShardAnswer(
    List<Candidate> candidates,
    long total,
    boolean exact,
    Map<String, Map<String, Long>> facets,
    List<StageTime> stages,
    List<String> cutShort,
    Copies copies) {

  /**
   * @param videos how many
   * @param groups they belong to
   * @param all whether these are all of their groups
   */
  public record Copies(long videos, Set<String> groups, boolean all) {

    /** More are not named. */
    public static final int MOST_GROUPS = 1_000;

    public static final Copies NONE = new Copies(0, Set.of(), true);
  }

  public ShardAnswer(
      List<Candidate> candidates,
      long total,
      boolean exact,
      Map<String, Map<String, Long>> facets,
      List<StageTime> stages,
      List<String> cutShort) {
    this(candidates, total, exact, facets, stages, cutShort, Copies.NONE);
  }
}
