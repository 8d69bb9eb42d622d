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
 * Finds a segment's nearest vectors by the cheaper of two ways that are both good enough. A graph
 * walk under a filter that lets little through is slow or loses most of what it should find, so few
 * accepted vectors are compared one by one, many through the graph.
 */
final class NearestVectors {

  private final String field;
  private final float[] query;
  private final int compareAllUpTo;

  /**
   * @param query of length 1
   * @param compareAllUpTo accepted vectors of a segment up to which all are compared
   */
  NearestVectors(String field, float[] query, int compareAllUpTo) {
    this.field = field;
    this.query = query;
    this.compareAllUpTo = compareAllUpTo;
  }

  /**
   * @param filter accepted documents, or null if there is no filter
   * @return whether all was seen before the deadline
   */
  boolean collect(
      LeafReader segment, @Nullable FixedBitSet filter, KnnCollector collector, Deadline deadline)
      throws IOException {
    if (filter != null) {
      int filtered = filter.cardinality();
      if (filtered <= compareAllUpTo) {
        return compareAll(segment, filter, filtered, collector, deadline);
      }
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
