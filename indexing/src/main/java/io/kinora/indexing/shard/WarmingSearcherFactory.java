package io.kinora.indexing.shard;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.jspecify.annotations.Nullable;

/** Prepares a searcher before the first query meets it. */
final class WarmingSearcherFactory extends SearcherFactory {

  private final ShardBlocks blocks;
  private volatile Shard.SegmentWarmer warmer = segment -> {};

  WarmingSearcherFactory(ShardBlocks blocks) {
    this.blocks = blocks;
  }

  /** From now on prepares for this too; searchers made before are left as they are. */
  void warmWith(Shard.SegmentWarmer also) {
    warmer = also;
  }

  @Override
  public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setSimilarity(ShardScoring.BM25);
    warm(searcher);
    return searcher;
  }

  void warm(IndexSearcher searcher) throws IOException {
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      blocks.warm(segment);
      warmer.warm(segment.reader());
    }
  }
}
