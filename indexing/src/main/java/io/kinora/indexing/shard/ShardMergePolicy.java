package io.kinora.indexing.shard;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;

/**
 * Lucene's own policy with the configured tiers, and when it pays to merge all segments into one.
 */
final class ShardMergePolicy extends TieredMergePolicy {

  /** Segments below this size are merged as if they had it: freshly written ones do not pile up. */
  private static final double FLOOR_SEGMENT_MB = 16;

  /** Merging more documents than these into one segment takes minutes, and pays less. */
  private static final int MOST_SETTLED = 500_000;

  /** With this share of the documents in one segment the rest does not matter. */
  private static final double MOST_IN_ONE = 0.8;

  ShardMergePolicy(ShardConfig config) {
    setSegmentsPerTier(config.segmentsPerTier());
    setFloorSegmentMB(FLOOR_SEGMENT_MB);
  }

  /**
   * Whether one segment would serve searches much better. Not where a segment has most of the
   * documents already, so that a slow trickle of writes does not rewrite the whole index again and
   * again, and not beyond {@link #MOST_SETTLED} documents.
   */
  static boolean isScattered(IndexSearcher searcher) {
    int all = searcher.getIndexReader().maxDoc();
    int largest = 0;
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      largest = Math.max(largest, segment.reader().maxDoc());
    }
    return all <= MOST_SETTLED && largest < all * MOST_IN_ONE;
  }
}
