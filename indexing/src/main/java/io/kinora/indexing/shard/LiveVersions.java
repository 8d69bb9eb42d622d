package io.kinora.indexing.shard;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LiveFieldValues;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** The version held of every video: from memory until a refresh shows it, from the index after. */
final class LiveVersions extends LiveFieldValues<IndexSearcher, Long> {

  /** Never seen. */
  static final long NONE = 0;

  private static final Long MISSING = -1L;

  LiveVersions(SearcherManager searchers) {
    super(searchers, MISSING);
  }

  @Override
  protected Long lookupFromSearcher(IndexSearcher searcher, String id) throws IOException {
    return lookup(searcher, id);
  }

  /** The version that this searcher sees, tombstones included, or {@link #NONE}. */
  static long lookup(IndexSearcher searcher, String id) throws IOException {
    BytesRef term = new BytesRef(id);
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      int doc = liveDocument(leaf.reader(), term);
      if (doc == DocIdSetIterator.NO_MORE_DOCS) {
        continue;
      }
      NumericDocValues versions = leaf.reader().getNumericDocValues(ShardFields.VERSION);
      if (versions != null && versions.advanceExact(doc)) {
        return versions.longValue();
      }
    }
    return NONE;
  }

  /** The live document with this id in a segment, or {@link DocIdSetIterator#NO_MORE_DOCS}. */
  static int liveDocument(LeafReader segment, BytesRef id) throws IOException {
    Terms terms = segment.terms(ShardFields.ID);
    if (terms == null) {
      return DocIdSetIterator.NO_MORE_DOCS;
    }
    TermsEnum ids = terms.iterator();
    if (!ids.seekExact(id)) {
      return DocIdSetIterator.NO_MORE_DOCS;
    }
    PostingsEnum documents = ids.postings(null, PostingsEnum.NONE);
    Bits live = segment.getLiveDocs();
    int doc = documents.nextDoc();
    while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
      doc = documents.nextDoc();
    }
    return doc;
  }
}
