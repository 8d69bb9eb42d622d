package io.kinora.search.shard;

import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
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
    DocIdSetIterator at = exact.iterator();
    for (int row = first; row < end; row++) {
      if (!Float.isNaN(rows.scores[row][column])) {
        continue;
      }
      int video = rows.docs[row] - segment.docBase;
      if (at.docID() < video) {
        at.advance(video);
      }
      if (at.docID() == video) {
        rows.scores[row][column] = Similarities.dotOf(exact.score());
      }
    }
  }

  @Override
  public Explanation explain(int doc) throws IOException {
    CandidateRows one = new CandidateRows(new int[] {doc});
    score(one);
    return Explanation.of(
        one.scores[0][kind().ordinal()], "dot product of the query's vector with " + field);
  }
}
