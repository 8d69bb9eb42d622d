package io.kinora.search.shard;

import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * BM25 over the inverted index. Documents that cannot come among the best are skipped by the blocks
 * of their posting lists (block-max MAXSCORE), so matches are counted exactly only up to a
 * threshold.
 */
final class LexicalRetriever implements CandidateRetriever {

  private final IndexSearcher searcher;
  private final AcceptedVideos accepted;
  private final LexicalQuery words;
  private final int countUpTo;
  private final Weight weight;

  /**
   * @param words of the query, not empty
   * @param countUpTo matches are counted exactly up to here
   */
  LexicalRetriever(AcceptedVideos accepted, LexicalQuery words, int countUpTo) throws IOException {
    this.searcher = accepted.searcher();
    this.accepted = accepted;
    this.words = words;
    this.countUpTo = countUpTo;
    this.weight = searcher.createWeight(searcher.rewrite(words.scoring()), ScoreMode.TOP_SCORES, 1);
  }

  @Override
  public Retriever kind() {
    return Retriever.LEXICAL;
  }

  @Override
  public Found retrieve(int window, Deadline deadline) throws IOException {
    TopScoreDocCollector best =
        new TopScoreDocCollectorManager(window, null, countUpTo).newCollector();
    boolean whole = SegmentScan.run(searcher, accepted::bits, weight, best, deadline);
    TopDocs top = best.topDocs();
    int[] docs = new int[top.scoreDocs.length];
    float[] scores = new float[docs.length];
    for (int i = 0; i < docs.length; i++) {
      ScoreDoc hit = top.scoreDocs[i];
      docs[i] = hit.doc;
      scores[i] = hit.score;
    }
    boolean exact = whole && top.totalHits.relation() == TotalHits.Relation.EQUAL_TO;
    return Found.of(docs, scores, top.totalHits.value(), exact, !whole);
  }

  /** A video with none of the words scores 0. */
  @Override
  public void score(CandidateRows rows) throws IOException {
    int column = Retriever.LEXICAL.ordinal();
    int row = 0;
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      int end = segment.docBase + segment.reader().maxDoc();
      Scorer scorer = null;
      boolean asked = false;
      for (; row < rows.size() && rows.docs[row] < end; row++) {
        if (!Float.isNaN(rows.scores[row][column])) {
          continue;
        }
        if (!asked) {
          asked = true;
          ScorerSupplier supplier = weight.scorerSupplier(segment);
          scorer = supplier == null ? null : supplier.get(rows.size());
        }
        rows.scores[row][column] = scoreOf(scorer, rows.docs[row] - segment.docBase);
      }
    }
  }

  private static float scoreOf(@Nullable Scorer scorer, int doc) throws IOException {
    if (scorer == null) {
      return 0;
    }
    DocIdSetIterator matches = scorer.iterator();
    int at = matches.docID() < doc ? matches.advance(doc) : matches.docID();
    return at == doc ? scorer.score() : 0;
  }

  @Override
  public Explanation explain(int doc) throws IOException {
    LeafReaderContext segment =
        searcher.getLeafContexts().get(ReaderUtil.subIndex(doc, searcher.getLeafContexts()));
    return LuceneExplanations.of(weight.explain(segment, doc - segment.docBase));
  }

  /** Adds every accepted video that matches to a segment's set. */
  static void addMatching(
      Weight matching, LeafReaderContext segment, @Nullable Bits accepted, FixedBitSet into)
      throws IOException {
    Scorer scorer = matching.scorer(segment);
    if (scorer == null) {
      return;
    }
    into.or(scorer.iterator());
    if (accepted != null) {
      accepted.applyMask(into, 0);
    }
  }

  /** The weight that says only what matches. */
  Weight matching() throws IOException {
    return searcher.createWeight(
        searcher.rewrite(words.matching()), ScoreMode.COMPLETE_NO_SCORES, 1);
  }
}
