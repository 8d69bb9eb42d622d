package io.kinora.search.shard;

import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.TopKnnCollectorManager;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The nearest of one vector a video. */
final class VectorRetriever extends NearestRetriever {

  private final String field;

  VectorRetriever(
      Retriever kind,
      String field,
      AcceptedVideos accepted,
      float[] query,
      ShardSearchConfig config) {
    super(kind, field, accepted, query, config);
    this.field = field;
  }

  @Override
  KnnCollectorManager collectors(int walk) {
    return new TopKnnCollectorManager(walk, searcher());
  }

  @Override
  @Nullable FixedBitSet filter(LeafReaderContext segment) {
    return accepted.filtered(segment);
  }

  @Override
  int video(LeafReaderContext segment, int doc) {
    return doc;
  }

  @Override
  void score(LeafReaderContext segment, VectorScorer exact, CandidateRows rows, int first, int end)
      throws IOException {
    int column = kind().ordinal();
    VectorScorer.Bulk bulk = exact.bulk(unscored(rows, first, end, segment.docBase));
    DocAndFloatFeatureBuffer scored = new DocAndFloatFeatureBuffer();
    bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, scored);
    int row = first;
    while (scored.size > 0) {
      for (int i = 0; i < scored.size; i++) {
        while (rows.docs[row] - segment.docBase < scored.docs[i]) {
          row++;
        }
        rows.scores[row][column] = Similarities.dotOf(scored.features[i]);
      }
      bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, scored);
    }
  }

  private DocList unscored(CandidateRows rows, int first, int end, int docBase) {
    int[] docs = new int[end - first];
    int count = 0;
    for (int row = first; row < end; row++) {
      if (Float.isNaN(rows.scores[row][kind().ordinal()])) {
        docs[count++] = rows.docs[row] - docBase;
      }
    }
    return new DocList(Arrays.copyOf(docs, count));
  }

  @Override
  public Explanation explain(int doc) throws IOException {
    CandidateRows one = new CandidateRows(new int[] {doc});
    score(one);
    return Explanation.of(
        one.scores[0][kind().ordinal()], "dot product of the query's vector with " + field);
  }
}
