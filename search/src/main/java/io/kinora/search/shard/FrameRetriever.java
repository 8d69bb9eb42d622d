package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.join.DiversifyingNearestChildrenKnnCollectorManager;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The nearest of a video's many frames. The walk keeps only the best frame a video, so that a long
 * video cannot crowd out the others. The best frame is the moment shown.
 */
final class FrameRetriever extends NearestRetriever {

  private static final int COLUMN = Retriever.FRAME.ordinal();

  FrameRetriever(AcceptedVideos accepted, float[] query, ShardSearchConfig config) {
    super(Retriever.FRAME, ShardFields.FRAME_VECTOR, accepted, query, config);
  }

  @Override
  KnnCollectorManager collectors(int walk) {
    return new DiversifyingNearestChildrenKnnCollectorManager(
        walk, accepted.blocks().endsProducer(), searcher());
  }

  @Override
  @Nullable FixedBitSet filter(LeafReaderContext segment) throws IOException {
    return accepted.frames(segment, accepted.blocks().ends(segment));
  }

  @Override
  int video(LeafReaderContext segment, int frame) throws IOException {
    return accepted.blocks().ends(segment).nextSetBit(frame);
  }

  @Override
  void score(LeafReaderContext segment, VectorScorer exact, CandidateRows rows, int first, int end)
      throws IOException {
    BitSet ends = accepted.blocks().ends(segment);
    NumericDocValues times = DocValues.getNumeric(segment.reader(), ShardFields.TIMESTAMP_MS);
    DocIdSetIterator at = exact.iterator();
    for (int row = first; row < end; row++) {
      int video = rows.docs[row] - segment.docBase;
      int frame = AcceptedVideos.firstOfBlock(ends, video);
      if (frame == video || !Float.isNaN(rows.scores[row][COLUMN])) {
        continue;
      }
      if (at.docID() < frame) {
        at.advance(frame);
      }
      float best = Float.NEGATIVE_INFINITY;
      int bestFrame = -1;
      for (; at.docID() < video; at.nextDoc()) {
        float score = exact.score();
        if (score > best) {
          best = score;
          bestFrame = at.docID();
        }
      }
      if (bestFrame >= 0 && times.advanceExact(bestFrame)) {
        rows.scores[row][COLUMN] = Similarities.dotOf(best);
        rows.momentMs[row] = times.longValue();
      }
    }
  }

  @Override
  public Explanation explain(int doc) throws IOException {
    CandidateRows one = new CandidateRows(new int[] {doc});
    score(one);
    return Explanation.of(
        one.scores[0][COLUMN],
        "dot product of the query's vector with the best of the video's frames, at "
            + one.momentMs[0]
            + " ms");
  }
}
