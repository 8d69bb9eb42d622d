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
 * @param filter what a video must be to be found
 * @param explain whether to tell how scores came to be
 */
public record ShardQuery(
    Words words,
    Vectors vectors,
    Retrieval retrieval,
    Filter filter,
    Listing listing,
    Facets facets,
    boolean explain) {

  /**
   * The words to look for.
   *
   * @param text normalised, may be empty
   * @param wording how they are to be looked for, and what must or must not be there
   */
  public record Words(String text, Wording wording) {

    public static final Words NONE = plain("");

    /** Any of the words, in no particular language. */
    public static Words plain(String text) {
      return new Words(text, Wording.PLAIN);
    }
  }

  /**
   * What to look for by likeness; null where that retriever is not in play.
   *
   * @param semantic in the text space
   * @param frame in the sight space, for frames
   * @param video in the sight space, for whole videos
   * @param picture of which the best frames are looked for that it is a part of
   */
  public record Vectors(
      @Nullable Vector semantic,
      @Nullable Vector frame,
      @Nullable Vector video,
      @Nullable Miniature picture) {

    public static final Vectors NONE = new Vectors(null, null, null, null);
  }

  /**
   * Who brings candidates, and how many.
   *
   * @param retrievers in play; empty browses (all that the filter lets through)
   * @param window how many candidates each may bring, 1 to 1000
   * @param windows how many single ones may bring, 1 to 1000, where it is not {@code window}
   */
  public record Retrieval(Set<Retriever> retrievers, int window, Map<Retriever, Integer> windows) {

    public static Retrieval of(Set<Retriever> retrievers, int window) {
      return new Retrieval(retrievers, window, Map.of());
    }

    public boolean has(Retriever retriever) {
      return retrievers.contains(retriever);
    }

    /** How many candidates a retriever may bring. */
    public int window(Retriever retriever) {
      return windows.getOrDefault(retriever, window);
    }
  }

  /**
   * Which part of what matches comes back, and in which order. By relevance that is every
   * candidate, in no particular order.
   *
   * @param size how many hits, 1 to 1000; not by relevance
   * @param after the last hit of the page before, or null; not by relevance
   * @param limits how many of those that share a key there may be: by relevance only counted, else
   *     the others are left out
   * @param only videos that have one of these keys, or null for all; not by relevance
   */
  public record Listing(
      Sort sort,
      int size,
      @Nullable SortPosition after,
      List<KeyLimit> limits,
      @Nullable KeyedOnly only) {

    /** Every candidate, or the newest {@code size} when browsing. */
    public static Listing byRelevance(int size) {
      return new Listing(Sort.RELEVANCE, size, null, List.of(), null);
    }

    private Listing from(@Nullable SortPosition position) {
      return new Listing(sort, size, position, limits, only);
    }

    private Listing only(KeyedOnly keys, KeyLimit limit, int most) {
      return new Listing(sort, most, null, List.of(limit), keys);
    }
  }

  /**
   * What to count over all that matches.
   *
   * @param disjunctive those of the fields that are counted without the filter's own conditions on
   *     the field
   * @param nowMs the request's moment, milliseconds since 1970
   */
  public record Facets(List<String> fields, List<String> disjunctive, long nowMs) {

    public static final Facets NONE = new Facets(List.of(), List.of(), 0);
  }

  /** The first {@code most} in the list of those that share a key. */
  public record KeyLimit(SharedKey key, int most) {}

  /** Videos with one of these values of a key. */
  public record KeyedOnly(SharedKey key, List<String> values) {}

  /** Where a page sorted by a field ended: the value, then the id for ties. */
  public record SortPosition(long value, String id) {}

  /** The best of all videos, with nothing counted. */
  public static ShardQuery best(Words words, Vectors vectors, Retrieval retrieval) {
    return new ShardQuery(
        words,
        vectors,
        retrieval,
        Filter.ALL,
        Listing.byRelevance(retrieval.window()),
        Facets.NONE,
        false);
  }

  /** The same question about what another filter lets through. */
  public ShardQuery among(Filter other) {
    return new ShardQuery(words, vectors, retrieval, other, listing, facets, explain);
  }

  /** The same list with nothing counted. */
  public ShardQuery uncounted() {
    return listing(listing);
  }

  /** The same list from there on, without counting again. */
  public ShardQuery from(@Nullable SortPosition position) {
    return listing(listing.from(position));
  }

  /** The first of these keys, from the list's beginning. */
  public ShardQuery only(KeyedOnly keys, KeyLimit limit, int most) {
    return listing(listing.only(keys, limit, most));
  }

  private ShardQuery listing(Listing other) {
    return new ShardQuery(words, vectors, retrieval, filter, other, Facets.NONE, explain);
  }
}
