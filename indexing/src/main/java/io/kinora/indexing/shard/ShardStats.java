package io.kinora.indexing.shard;

import java.io.IOException;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;

/**
 * The size of a shard as searches see it.
 *
 * @param tombstones deleted videos that are remembered
 * @param replaced documents that are no longer true and wait to be merged away
 * @param bytes on disk
 * @param outsideSpace vectors left out since the shard was opened because they do not fit its
 *     spaces
 */
public record ShardStats(
    int videos,
    int frames,
    int tombstones,
    int replaced,
    int segments,
    long bytes,
    long outsideSpace) {

  static ShardStats of(IndexSearcher searcher, ShardFiles files, VideoDocuments documents)
      throws IOException {
    return new ShardStats(
        count(searcher, ShardFields.VIDEO),
        count(searcher, ShardFields.FRAME),
        count(searcher, ShardFields.TOMBSTONE),
        searcher.getIndexReader().numDeletedDocs(),
        searcher.getLeafContexts().size(),
        files.bytes(),
        documents.outsideSpace());
  }

  private static int count(IndexSearcher searcher, String kind) throws IOException {
    return searcher.count(new TermQuery(new Term(ShardFields.KIND, kind)));
  }
}
