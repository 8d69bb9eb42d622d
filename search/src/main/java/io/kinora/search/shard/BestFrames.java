package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardBlocks;
import io.kinora.indexing.shard.ShardFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;

/** The frames of one video that fit a vector best. */
final class BestFrames {

  private static final int MOST = 5;
  private static final long APART_MS = 1_000;

  private BestFrames() {}

  /**
   * @param video its document in the segment
   * @param query of length 1
   * @return up to five, the best first, no two less than a second apart
   */
  static List<FrameMoment> of(
      LeafReaderContext segment, ShardBlocks blocks, int video, float[] query) throws IOException {
    FloatVectorValues vectors = segment.reader().getFloatVectorValues(ShardFields.FRAME_VECTOR);
    int first = AcceptedVideos.firstOfBlock(blocks.ends(segment), video);
    if (vectors == null || vectors.dimension() != query.length || first == video) {
      return List.of();
    }
    VectorScorer exact = vectors.rescorer(query);
    NumericDocValues times = DocValues.getNumeric(segment.reader(), ShardFields.TIMESTAMP_MS);
    List<FrameMoment> all = new ArrayList<>(video - first);
    DocIdSetIterator at = exact.iterator();
    for (int frame = at.advance(first); frame < video; frame = at.nextDoc()) {
      if (times.advanceExact(frame)) {
        all.add(new FrameMoment(times.longValue(), Similarities.dotOf(exact.score())));
      }
    }
    all.sort(Comparator.comparingDouble(FrameMoment::score).reversed());
    return apart(all);
  }

  private static List<FrameMoment> apart(List<FrameMoment> bestFirst) {
    List<FrameMoment> chosen = new ArrayList<>(MOST);
    for (FrameMoment moment : bestFirst) {
      boolean alone =
          chosen.stream()
              .allMatch(other -> Math.abs(other.timestampMs() - moment.timestampMs()) >= APART_MS);
      if (alone) {
        chosen.add(moment);
      }
      if (chosen.size() == MOST) {
        break;
      }
    }
    return List.copyOf(chosen);
  }
}
