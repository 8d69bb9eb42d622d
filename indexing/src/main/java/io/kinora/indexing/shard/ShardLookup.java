package io.kinora.indexing.shard;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Finds a video in a segment by its id. */
public final class ShardLookup {

  /** The segment has no such video. */
  public static final int ABSENT = -1;

  private ShardLookup() {}

  /** The live document of a video or of its tombstone, or {@link #ABSENT}. */
  public static int document(LeafReader segment, String id) throws IOException {
    Terms terms = segment.terms(ShardFields.ID);
    if (terms == null) {
      return ABSENT;
    }
    TermsEnum ids = terms.iterator();
    if (!ids.seekExact(new BytesRef(id))) {
      return ABSENT;
    }
    PostingsEnum documents = ids.postings(null, PostingsEnum.NONE);
    Bits live = segment.getLiveDocs();
    int doc = documents.nextDoc();
    while (doc != DocIdSetIterator.NO_MORE_DOCS) {
      if (live == null || live.get(doc)) {
        return doc;
      }
      doc = documents.nextDoc();
    }
    return ABSENT;
  }
}
