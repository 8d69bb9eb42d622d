package io.kinora.search.shard;

import io.kinora.search.Deadline;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Runs a query over accepted documents, looking at the clock after every stretch of them. */
final class SegmentScan {

  /** Scored in well under a millisecond, and enough for a look at the clock to cost nothing. */
  private static final int STRETCH = 1 << 15;

  private SegmentScan() {}

  /** Which documents of a segment are accepted; null accepts all. */
  interface Accepted {
    @Nullable Bits in(LeafReaderContext segment);
  }

  /**
   * @return whether all was seen before the deadline
   */
  static boolean run(
      IndexSearcher searcher,
      Accepted accepted,
      Weight weight,
      Collector collector,
      Deadline deadline)
      throws IOException {
    collector.setWeight(weight);
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      try {
        if (!run(segment, accepted.in(segment), weight, collector, deadline)) {
          return false;
        }
      } catch (CollectionTerminatedException enoughOfThisSegment) {
        continue;
      }
    }
    return true;
  }

  private static boolean run(
      LeafReaderContext segment,
      @Nullable Bits accepted,
      Weight weight,
      Collector collector,
      Deadline deadline)
      throws IOException {
    if (deadline.passed()) {
      return false;
    }
    LeafCollector into = collector.getLeafCollector(segment);
    BulkScorer scorer = weight.bulkScorer(segment);
    int maxDoc = segment.reader().maxDoc();
    int next = scorer == null ? DocIdSetIterator.NO_MORE_DOCS : 0;
    boolean whole = true;
    while (next < maxDoc && whole) {
      int end = (int) Math.min(maxDoc, (long) next + STRETCH);
      next = scorer.score(into, accepted, next, end);
      whole = next >= maxDoc || !deadline.passed();
    }
    into.finish();
    return whole;
  }
}
