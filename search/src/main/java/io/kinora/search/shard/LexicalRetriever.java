package io.kinora.search.shard;

import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * BM25 over the inverted index. Documents that cannot come among the best by their words are
 * skipped by the blocks of their posting lists (block-max MAXSCORE), so matches are counted exactly
 * only up to a threshold. Whether a title has the words in a row is looked up for the best alone:
 * as a part of the query it took a fifth of the time, and a title that has them is among the best
 * by its words already.
 */
final class LexicalRetriever implements CandidateRetriever {

  private final IndexSearcher searcher;
  private final AcceptedVideos accepted;
  private final LexicalQuery query;
  private final int countUpTo;
  private final Weight words;
  private final @Nullable Weight inTitle;

  /**
   * @param query not empty
   * @param countUpTo matches are counted exactly up to here
   */
  LexicalRetriever(AcceptedVideos accepted, LexicalQuery query, int countUpTo) throws IOException {
    this.searcher = accepted.searcher();
    this.accepted = accepted;
    this.query = query;
    this.countUpTo = countUpTo;
    this.words = weight(query.words(), ScoreMode.TOP_SCORES);
    Query title = query.inTitle();
    this.inTitle = title == null ? null : weight(title, ScoreMode.COMPLETE);
  }

  private Weight weight(Query query, ScoreMode mode) throws IOException {
    return searcher.createWeight(searcher.rewrite(query), mode, 1);
  }

  @Override
  public Retriever kind() {
    return Retriever.LEXICAL;
  }

  @Override
  public Found retrieve(int window, Deadline deadline) throws IOException {
    TopScoreDocCollector best =
        new TopScoreDocCollectorManager(window, null, countUpTo).newCollector();
    boolean whole = SegmentScan.run(searcher, accepted::bits, words, best, deadline);
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
    ScoresInOrder ofWords = new ScoresInOrder(searcher, words, rows.size());
    ScoresInOrder ofTitle = new ScoresInOrder(searcher, inTitle, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      int doc = rows.docs[row];
      float found = rows.scores[row][column];
      float score = Float.isNaN(found) ? ofWords.of(doc) : found;
      rows.scores[row][column] = score == 0 ? 0 : score + ofTitle.of(doc);
    }
  }

  @Override
  public Explanation explain(int doc) throws IOException {
    Explanation ofWords = explain(words, doc);
    if (inTitle == null) {
      return ofWords;
    }
    Explanation ofTitle = explain(inTitle, doc);
    double sum = (float) ofWords.value() + (float) ofTitle.value();
    return ofTitle.value() > 0
        ? new Explanation(sum, "words and words in a row, sum of:", List.of(ofWords, ofTitle))
        : ofWords;
  }

  private Explanation explain(Weight weight, int doc) throws IOException {
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
    return weight(query.words(), ScoreMode.COMPLETE_NO_SCORES);
  }
}
