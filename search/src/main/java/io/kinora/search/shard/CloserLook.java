package io.kinora.search.shard;

import io.kinora.indexing.media.Miniature;
import io.kinora.indexing.media.MiniatureTrack;
import io.kinora.indexing.shard.ShardFields;
import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import io.kinora.search.picture.PictureMatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Looks closer at the videos that the vectors of frames put first: is the picture a part of one of
 * their frames? A vector says what a picture is like; which of a thousand alike frames it was cut
 * out of, grey cells tell. Where they do, the video's score for frames rises towards 1 and its best
 * moment is that frame.
 */
final class CloserLook {

  /** Each costs about a millisecond. */
  static final int VIDEOS = 40;

  /** Correlations up to here are met between any two pictures; from the other on, hardly. */
  private static final double CHANCE = 0.85;

  private static final double CERTAIN = 0.97;
  private static final int COLUMN = Retriever.FRAME.ordinal();

  private final IndexSearcher searcher;
  private final PictureMatch match;
  private final Map<Integer, Seen> seen = new HashMap<>();

  private record Seen(float before, float after, float correlation, long momentMs) {}

  CloserLook(IndexSearcher searcher, Miniature picture) {
    this.searcher = searcher;
    this.match = new PictureMatch(picture);
  }

  /**
   * @return whether there was time for all of it
   */
  boolean look(CandidateRows rows, Deadline deadline) throws IOException {
    for (int row : bestFirst(rows)) {
      if (deadline.passed()) {
        return false;
      }
      MiniatureTrack track = track(rows.docs[row]);
      PictureMatch.Found found = track == null ? null : match.in(track);
      if (found != null && found.score() > CHANCE) {
        float before = rows.scores[row][COLUMN];
        float after = raised(before, found.score());
        rows.scores[row][COLUMN] = after;
        rows.momentMs[row] = found.timestampMs();
        seen.put(rows.docs[row], new Seen(before, after, found.score(), found.timestampMs()));
      }
    }
    return true;
  }

  private static float raised(float score, float correlation) {
    double certainty = Math.clamp((correlation - CHANCE) / (CERTAIN - CHANCE), 0, 1);
    return (float) (score + (1 - score) * certainty * certainty);
  }

  /** How a video's score came to be, if it was changed. */
  @Nullable Explanation explain(int doc) {
    Seen one = seen.get(doc);
    return one == null
        ? null
        : Explanation.of(
            one.after,
            "raised towards 1, since the picture is found in the frame at " + one.momentMs + " ms",
            Explanation.of(one.before, "dot product with the vector of the best frame"),
            Explanation.of(one.correlation, "correlation of grey cells, 0.85 to 0.97 counts"));
  }

  private static List<Integer> bestFirst(CandidateRows rows) {
    List<Integer> order = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      if (!Float.isNaN(rows.scores[row][COLUMN])) {
        order.add(row);
      }
    }
    order.sort(Comparator.comparingDouble(row -> -rows.scores[row][COLUMN]));
    return order.subList(0, Math.min(VIDEOS, order.size()));
  }

  private @Nullable MiniatureTrack track(int doc) throws IOException {
    List<LeafReaderContext> segments = searcher.getLeafContexts();
    LeafReaderContext segment = segments.get(ReaderUtil.subIndex(doc, segments));
    BinaryDocValues tracks = DocValues.getBinary(segment.reader(), ShardFields.TRACK);
    if (!tracks.advanceExact(doc - segment.docBase)) {
      return null;
    }
    BytesRef bytes = tracks.binaryValue();
    return MiniatureTrack.of(bytes.bytes, bytes.offset, bytes.length);
  }
}
