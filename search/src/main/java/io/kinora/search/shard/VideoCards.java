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
import org.jspecify.annotations.Nullable;

/** Turns rows into candidates by what the index says of each video. */
final class VideoCards {

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
    List<Candidate> candidates = new ArrayList<>(rows.size());
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
        VideoCard card = VideoCard.read(cards.binaryValue());
        candidates.add(candidate(card, rows, row, explained == null ? null : explained[row]));
      }
    }
    return candidates;
  }

  private static Candidate candidate(
      VideoCard card, CandidateRows rows, int row, Candidate.@Nullable Explained explained) {
    return new Candidate(
        card.id(),
        rows.scores[row],
        rows.found[row],
        rows.momentMs[row],
        card.channel(),
        card.publishedAtMs(),
        card.durationMs(),
        card.views(),
        card.likes(),
        explained,
        card.group());
  }
}
