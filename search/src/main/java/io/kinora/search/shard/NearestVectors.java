package io.kinora.search.shard;

import io.kinora.search.Deadline;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds a segment's nearest vectors by the cheaper of two ways: comparing all that the filter lets
 * through, or walking the graph. Of the nodes that a walk meets, a filter that lets the portion p
 * through wastes all but p, so a walk for k neighbours costs about k c / p comparisons against n p
 * for all of them, with c measured. A walk under a narrow filter would also lose recall.
 */
final class NearestVectors {

  private final String field;
  private final float[] query;
  private final double visitsPerNeighbour;

  /**
   * @param query of length 1
   * @param visitsPerNeighbour what an unfiltered walk compares for each neighbour asked for
   */
  NearestVectors(String field, float[] query, double visitsPerNeighbour) {
    this.field = field;
    this.query = query;
    this.visitsPerNeighbour = visitsPerNeighbour;
  }

  /**
   * @param filter documents that may be found, or null if there is no filter
   * @param filtered how many vectors the filter lets through
   * @param all how many vectors the segment has
   * @return whether all was seen before the deadline
   */
  boolean collect(
      LeafReader segment,
      @Nullable FixedBitSet filter,
      int filtered,
      int all,
      KnnCollector collector,
      Deadline deadline)
      throws IOException {
    double portion = (double) filtered / all;
    if (filter != null && filtered * portion <= visitsPerNeighbour * collector.k()) {
      return compareAll(segment, filter, filtered, collector, deadline);
    }
    DeadlineCollector timed = new DeadlineCollector(collector, deadline);
    AcceptDocs accepted =
        AcceptDocs.fromLiveDocs(filter == null ? segment.getLiveDocs() : filter, segment.maxDoc());
    segment.searchNearestVectors(field, query, timed, accepted);
    return !timed.cutShort();
  }

  private boolean compareAll(
      LeafReader segment,
      FixedBitSet filter,
      int filtered,
      KnnCollector collector,
      Deadline deadline)
      throws IOException {
    FloatVectorValues vectors = segment.getFloatVectorValues(field);
    VectorScorer scorer = vectors == null ? null : vectors.scorer(query);
    if (scorer == null) {
      return true;
    }
    VectorScorer.Bulk bulk = scorer.bulk(new BitSetIterator(filter, filtered));
    DocAndFloatFeatureBuffer buffer = new DocAndFloatFeatureBuffer();
    while (true) {
      float best = bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, buffer);
      if (buffer.size == 0) {
        return true;
      }
      if (deadline.passed()) {
        return false;
      }
      if (best > collector.minCompetitiveSimilarity()) {
        for (int i = 0; i < buffer.size; i++) {
          collector.collect(buffer.docs[i], buffer.features[i]);
        }
      }
    }
  }
}
