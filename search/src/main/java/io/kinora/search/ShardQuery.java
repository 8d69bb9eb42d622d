package io.kinora.search;

import io.kinora.catalog.Vector;
import io.kinora.indexing.media.Miniature;
import io.kinora.search.filter.Filter;
import java.util.List;
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
 *     relevance: how many hits
 * @param after with another sort than relevance: the last hit of the page before, or null
 * @param facets fields to count over all that matches
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
    @Nullable Miniature picture) {

  /** Where a page sorted by a field ended: the value, then the id for ties. */
  public record SortPosition(long value, String id) {}
}
