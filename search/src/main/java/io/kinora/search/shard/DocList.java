package io.kinora.search.shard;

import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;

/** Iterates over ascending documents. */
final class DocList extends DocIdSetIterator {

  private final int[] docs;
  private int at = -1;

  DocList(int[] docs) {
    this.docs = docs;
  }

  @Override
  public int docID() {
    if (at < 0) {
      return -1;
    }
    return at < docs.length ? docs[at] : NO_MORE_DOCS;
  }

  @Override
  public int nextDoc() {
    at++;
    return docID();
  }

  @Override
  public int advance(int target) {
    int found = Arrays.binarySearch(docs, Math.max(0, at), docs.length, target);
    at = found < 0 ? ~found : found;
    return docID();
  }

  @Override
  public long cost() {
    return docs.length;
  }
}
