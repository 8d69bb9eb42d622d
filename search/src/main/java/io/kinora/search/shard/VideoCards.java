package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.shard.VideoCard;
import io.kinora.search.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.jspecify.annotations.Nullable;

/** Turns rows into candidates by what the index says of each video. */
final class VideoCards {

  private static final int USUAL_BYTES = 64;

  private VideoCards() {}

  /**
   * @param explained one a row, or null if explanations were not asked for
   * @return one candidate a row, in order
   */
  static List<Candidate> candidates(
      IndexSearcher searcher,
      CandidateRows rows,
      Candidate.@Nullable Explained @Nullable [] explained)
      throws IOException {
    BytesRefBuilder cards = new BytesRefBuilder();
    int[] ends = copy(searcher, rows, cards);
    List<Candidate> candidates = new ArrayList<>(rows.size());
    BytesRef card = new BytesRef(cards.bytes(), 0, 0);
    for (int row = 0; row < rows.size(); row++) {
      card.offset += card.length;
      card.length = ends[row] - card.offset;
      candidates.add(
          new Candidate(
              VideoCard.read(card),
              rows.scores[row],
              rows.found[row],
              rows.momentMs[row],
              explained == null ? null : explained[row]));
    }
    return candidates;
  }

  /**
   * Their bytes lie far apart in memory: copied in a row, one need not wait for the one before.
   *
   * @return where each one's bytes end
   */
  private static int[] copy(IndexSearcher searcher, CandidateRows rows, BytesRefBuilder into)
      throws IOException {
    int[] ends = new int[rows.size()];
    into.grow(rows.size() * USUAL_BYTES);
    int row = 0;
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      int end = segment.docBase + segment.reader().maxDoc();
      if (row == rows.size() || rows.docs[row] >= end) {
        continue;
      }
      BinaryDocValues cards = DocValues.getBinary(segment.reader(), ShardFields.CARD);
      for (; row < rows.size() && rows.docs[row] < end; row++) {
        if (!cards.advanceExact(rows.docs[row] - segment.docBase)) {
          throw new IllegalStateException("video without a card: document " + rows.docs[row]);
        }
        into.append(cards.binaryValue());
        ends[row] = into.length();
      }
    }
    return ends;
  }
}
