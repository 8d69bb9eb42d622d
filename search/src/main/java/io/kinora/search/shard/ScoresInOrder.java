package io.kinora.search.shard;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** A query's scores of single documents, asked for in ascending order. */
final class ScoresInOrder {

  private final List<LeafReaderContext> segments;
  private final @Nullable Weight weight;
  private final int docs;
  private int segment = -1;
  private int base;
  private int end;
  private @Nullable Scorer scorer;
  private @Nullable TwoPhaseIterator check;
  private DocIdSetIterator candidates = DocIdSetIterator.empty();

  /**
   * @param weight of the query, or null: then all score 0
   * @param docs about how many will be asked for
   */
  ScoresInOrder(IndexSearcher searcher, @Nullable Weight weight, int docs) {
    this.segments = searcher.getLeafContexts();
    this.weight = weight;
    this.docs = docs;
  }

  /**
   * @param doc beyond the one asked for before
   * @return 0 if the query does not match it
   */
  float of(int doc) throws IOException {
    if (weight == null) {
      return 0;
    }
    if (doc >= end) {
      open(weight, doc);
    }
    int wanted = doc - base;
    int at = candidates.docID();
    if (at < wanted) {
      at = candidates.advance(wanted);
    }
    boolean matches = at == wanted && (check == null || check.matches());
    return matches && scorer != null ? scorer.score() : 0;
  }

  private void open(Weight weight, int doc) throws IOException {
    while (doc >= end) {
      LeafReaderContext next = segments.get(++segment);
      base = next.docBase;
      end = base + next.reader().maxDoc();
    }
    ScorerSupplier supplier = weight.scorerSupplier(segments.get(segment));
    scorer = supplier == null ? null : supplier.get(docs);
    check = scorer == null ? null : scorer.twoPhaseIterator();
    candidates = candidates();
  }

  private DocIdSetIterator candidates() {
    if (scorer == null) {
      return DocIdSetIterator.empty();
    }
    return check == null ? scorer.iterator() : check.approximation();
  }
}
