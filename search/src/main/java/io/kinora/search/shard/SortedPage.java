package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.search.Deadline;
import io.kinora.search.ShardQuery.SortPosition;
import io.kinora.search.Sort;
import java.io.IOException;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.BinarySortField;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A page of matched videos in the order of a field, greatest first, then by id.
 *
 * @param docs in order
 * @param cutShort whether time ran out
 */
record SortedPage(int[] docs, boolean cutShort) {

  /**
   * @param after the last of the page before, or null for the first page
   */
  static SortedPage of(
      IndexSearcher searcher,
      MatchedVideos matched,
      Sort sort,
      @Nullable SortPosition after,
      int size,
      Deadline deadline)
      throws IOException {
    TopFieldCollector best =
        new TopFieldCollectorManager(order(sort), size, fieldDoc(after), 1).newCollector();
    Weight all = searcher.createWeight(MatchAllDocsQuery.INSTANCE, ScoreMode.TOP_DOCS, 1);
    boolean whole =
        SegmentScan.run(searcher, segment -> matched.bySegment()[segment.ord], all, best, deadline);
    ScoreDoc[] hits = best.topDocs().scoreDocs;
    int[] docs = new int[hits.length];
    for (int i = 0; i < docs.length; i++) {
      docs[i] = hits[i].doc;
    }
    return new SortedPage(docs, !whole);
  }

  /** The field that a sort goes by. */
  static String field(Sort sort) {
    return sort == Sort.MOST_VIEWED ? ShardFields.VIEWS : ShardFields.PUBLISHED_AT;
  }

  private static org.apache.lucene.search.Sort order(Sort sort) {
    SortField greatest = LongField.newSortField(field(sort), true, SortedNumericSelector.Type.MAX);
    greatest.setMissingValue(Long.MIN_VALUE);
    return new org.apache.lucene.search.Sort(greatest, new BinarySortField(ShardFields.ID, false));
  }

  /** Ids are unique, so a tie in both keys is the last video itself, wherever it lies now. */
  private static @Nullable FieldDoc fieldDoc(@Nullable SortPosition after) {
    return after == null
        ? null
        : new FieldDoc(
            Integer.MAX_VALUE, Float.NaN, new Object[] {after.value(), new BytesRef(after.id())});
  }
}
