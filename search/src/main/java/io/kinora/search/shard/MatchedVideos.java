package io.kinora.search.shard;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * All videos that match a query, for counting and sorting: those with one of its words and those
 * that the vector retrievers brought; all that the filter lets through when browsing.
 *
 * @param bySegment by segment ordinal
 */
record MatchedVideos(FixedBitSet[] bySegment, long count) {

  static MatchedVideos browsing(AcceptedVideos accepted) throws IOException {
    FixedBitSet[] sets = new FixedBitSet[accepted.searcher().getLeafContexts().size()];
    for (LeafReaderContext segment : accepted.searcher().getLeafContexts()) {
      sets[segment.ord] = accepted.videos(segment);
    }
    return counted(sets);
  }

  static MatchedVideos of(
      AcceptedVideos accepted, @Nullable LexicalRetriever lexical, CandidateRows rows)
      throws IOException {
    FixedBitSet[] sets = new FixedBitSet[accepted.searcher().getLeafContexts().size()];
    Weight words = lexical == null ? null : lexical.matching();
    int row = 0;
    for (LeafReaderContext segment : accepted.searcher().getLeafContexts()) {
      FixedBitSet set = new FixedBitSet(segment.reader().maxDoc());
      sets[segment.ord] = set;
      if (words != null && !accepted.none(segment)) {
        LexicalRetriever.addMatching(words, segment, accepted.bits(segment), set);
      }
      int end = segment.docBase + segment.reader().maxDoc();
      for (; row < rows.size() && rows.docs[row] < end; row++) {
        set.set(rows.docs[row] - segment.docBase);
      }
    }
    return counted(sets);
  }

  /** The same videos in sets of their own, to be changed and {@link #counted()} again. */
  MatchedVideos copy() {
    FixedBitSet[] sets = new FixedBitSet[bySegment.length];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = bySegment[i].clone();
    }
    return new MatchedVideos(sets, count);
  }

  MatchedVideos counted() {
    return counted(bySegment);
  }

  /** Those that are in both. */
  MatchedVideos and(MatchedVideos other) {
    MatchedVideos both = copy();
    for (int i = 0; i < bySegment.length; i++) {
      both.bySegment[i].and(other.bySegment[i]);
    }
    return both.counted();
  }

  private static MatchedVideos counted(FixedBitSet[] sets) {
    long count = 0;
    for (FixedBitSet set : sets) {
      count += set.cardinality();
    }
    return new MatchedVideos(sets, count);
  }
}
