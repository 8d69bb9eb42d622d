package io.kinora.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shard found.
 *
 * @param candidates with sort by relevance: the union of what the retrievers brought, in no
 *     particular order; else the hits in order
 * @param total how many videos match
 * @param exact whether {@code total} is exact or at least
 * @param facets field -> value -> how many of all that match
 * @param stages time by retriever and step
 * @param cutShort names of the steps that ran out of time and returned what they had
 * @param facetsAtLeast the facets whose counts may be too low
 * @param facetsCut the facets of whose values only the most frequent are told
 * @param keys of all that match, where the query limits one key and sorts by relevance, or null
 */
public record ShardAnswer(
    List<Candidate> candidates,
    long total,
    boolean exact,
    Map<String, Map<String, Long>> facets,
    List<StageTime> stages,
    List<String> cutShort,
    List<String> facetsAtLeast,
    List<String> facetsCut,
    @Nullable SharedKeys keys) {

  /** With exact facets. */
  public ShardAnswer(
      List<Candidate> candidates,
      long total,
      boolean exact,
      Map<String, Map<String, Long>> facets,
      List<StageTime> stages,
      List<String> cutShort) {
    this(candidates, total, exact, facets, stages, cutShort, List.of(), List.of(), null);
  }
}
