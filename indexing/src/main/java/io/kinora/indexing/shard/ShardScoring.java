package io.kinora.indexing.shard;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/** BM25's two parameters, the same when writing and when searching. */
final class ShardScoring {

  /** Words of the title count three times, so the saturation sets in accordingly later. */
  static final Similarity BM25 = new BM25Similarity(1.2f, 0.75f);

  private ShardScoring() {}
}
