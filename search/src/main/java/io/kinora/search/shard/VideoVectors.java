package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.shard.ShardLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * A video's vectors, for telling how alike two videos are: of length 1, each number times 127 and
 * rounded, which is a quarter of the bytes and right to about a hundredth.
 *
 * @param text in the text space, or null
 * @param video in the sight space, or null
 */
public record VideoVectors(String id, byte @Nullable [] text, byte @Nullable [] video) {

  private static final float SCALE = 127;

  /**
   * How alike two videos are, -1 to 1: the mean of the cosines in the spaces in which both have a
   * vector, 0 if there is none.
   */
  public double similarity(VideoVectors other) {
    double byText = cosine(text, other.text);
    double bySight = cosine(video, other.video);
    if (Double.isNaN(byText)) {
      return Double.isNaN(bySight) ? 0 : bySight;
    }
    return Double.isNaN(bySight) ? byText : (byText + bySight) / 2;
  }

  /** NaN if there is nothing to compare. */
  private static double cosine(byte @Nullable [] a, byte @Nullable [] b) {
    if (a == null || b == null || a.length != b.length) {
      return Double.NaN;
    }
    return Math.clamp(VectorUtil.dotProduct(a, b) / (SCALE * SCALE), -1, 1);
  }

  static List<VideoVectors> read(IndexSearcher searcher, List<String> ids) throws IOException {
    List<VideoVectors> vectors = new ArrayList<>(ids.size());
    for (String id : ids) {
      for (LeafReaderContext segment : searcher.getLeafContexts()) {
        int doc = ShardLookup.document(segment.reader(), id);
        if (doc >= 0) {
          vectors.add(
              new VideoVectors(
                  id,
                  vector(segment.reader(), ShardFields.TEXT_VECTOR, doc),
                  vector(segment.reader(), ShardFields.VIDEO_VECTOR, doc)));
          break;
        }
      }
    }
    return vectors;
  }

  private static byte @Nullable [] vector(LeafReader segment, String field, int doc)
      throws IOException {
    FloatVectorValues values = segment.getFloatVectorValues(field);
    if (values == null) {
      return null;
    }
    KnnVectorValues.DocIndexIterator at = values.iterator();
    if (at.advance(doc) != doc) {
      return null;
    }
    float[] unit = values.vectorValue(at.index());
    byte[] bytes = new byte[unit.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(unit[i] * SCALE);
    }
    return bytes;
  }
}
