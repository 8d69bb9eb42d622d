package io.kinora.search;

import io.kinora.catalog.Vector;
import io.kinora.indexing.media.Miniature;
import io.kinora.search.filter.Filter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every shard is asked.
 *
 * @param text normalised words, may be empty
 * @param semantic query vector in the text space, or null if that retriever is not in play
 * @param frame query vector in the sight space for frames, or null
 * @param video query vector in the sight space for whole videos, or null
 * @param retrievers in play; empty browses (all that the filter lets through)
 * @param window how many candidates each retriever may bring, 1 to 1000; with another sort than
 *     relevance: how many hits, of which {@code reach} does not depend
 * @param after with another sort than relevance: the last hit of the page before, or null
 * @param facets fields to count over all that matches
 * @param disjunctive those of the facets that are counted without the filter's own conditions on
 *     the field
 * @param nowMs the request's moment, milliseconds since 1970
 * @param limits how many of those that share a key there may be: with sort by relevance only
 *     counted, else the others are left out
 * @param reach with another sort than relevance: how many candidates each retriever may bring
 * @param only videos that have one of these keys, or null for all; not with sort by relevance
 * @param windows how many candidates single retrievers may bring, 1 to 1000, where it is not {@code
 *     window}
 * @param wording how the words are to be looked for, and what must or must not be there
 * @param picture of which the best frames are looked for that it is a part of, or null
 */
public record ShardQuery(
    String text,
    @Nullable Vector semantic,
    @Nullable Vector frame,
    @Nullable Vector video,
    Set<Retriever> retrievers,
    Filter filter,
    int window,
    Sort sort,
    @Nullable SortPosition after,
    List<String> facets,
    boolean explain,
    List<String> disjunctive,
    long nowMs,
    List<KeyLimit> limits,
    int reach,
    @Nullable KeyedOnly only,
    Map<Retriever, Integer> windows,
    Wording wording,
    @Nullable Miniature picture) {

  /** With no rules on the list. */
  public ShardQuery(
      String text,
      @Nullable Vector semantic,
      @Nullable Vector frame,
      @Nullable Vector video,
      Set<Retriever> retrievers,
      Filter filter,
      int window,
      Sort sort,
      @Nullable SortPosition after,
      List<String> facets,
      boolean explain) {
    this(
        text,
        semantic,
        frame,
        video,
        retrievers,
        filter,
        window,
        sort,
        after,
        facets,
        explain,
        List.of(),
        System.currentTimeMillis(),
        List.of(),
        window,
        null,
        Map.of(),
        Wording.PLAIN,
        null);
  }

  /** The same with a picture whose frames are looked for. */
  public ShardQuery picturing(@Nullable Miniature part) {
    return new ShardQuery(
        text,
        semantic,
        frame,
        video,
        retrievers,
        filter,
        window,
        sort,
        after,
        facets,
        explain,
        disjunctive,
        nowMs,
        limits,
        reach,
        only,
        windows,
        wording,
        part);
  }

  /** The same for words that are looked for in a certain way. */
  public ShardQuery worded(Wording how) {
    return new ShardQuery(
        text,
        semantic,
        frame,
        video,
        retrievers,
        filter,
        window,
        sort,
        after,
        facets,
        explain,
        disjunctive,
        nowMs,
        limits,
        reach,
        only,
        windows,
        how,
        picture);
  }

  /** The same question about what another filter lets through, for counting it. */
  public ShardQuery counting(Filter other) {
    return with(other, window, after, facets, limits, only);
  }

  /** The same list from there on, without counting again. */
  public ShardQuery from(@Nullable SortPosition position) {
    return with(filter, window, position, List.of(), limits, only);
  }

  /** The first of these keys, from the list's beginning. */
  public ShardQuery only(KeyedOnly keys, KeyLimit limit, int most) {
    return with(filter, most, null, List.of(), List.of(limit), keys);
  }

  private ShardQuery with(
      Filter itsFilter,
      int itsWindow,
      @Nullable SortPosition itsAfter,
      List<String> itsFacets,
      List<KeyLimit> itsLimits,
      @Nullable KeyedOnly itsOnly) {
    return new ShardQuery(
        text,
        semantic,
        frame,
        video,
        retrievers,
        itsFilter,
        itsWindow,
        sort,
        itsAfter,
        itsFacets,
        explain,
        disjunctive,
        nowMs,
        itsLimits,
        reach,
        itsOnly,
        windows,
        wording,
        picture);
  }

  /** How many candidates a retriever may bring. */
  public int window(Retriever retriever) {
    return windows.getOrDefault(retriever, sort == Sort.RELEVANCE ? window : reach);
  }

  /** The first {@code most} in the list of those that share a key. */
  public record KeyLimit(SharedKey key, int most) {}

  /** Videos with one of these values of a key. */
  public record KeyedOnly(SharedKey key, List<String> values) {}

  /** Where a page sorted by a field ended: the value, then the id for ties. */
  public record SortPosition(long value, String id) {}
}
