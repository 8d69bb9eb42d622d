package io.kinora.indexing.shard;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LiveFieldValues;
import org.apache.lucene.search.SearcherManager;

/** The version held of every video: from memory until a refresh shows it, from the index after. */
final class LiveVersions extends LiveFieldValues<IndexSearcher, Long> {

  /** Never seen. */
  static final long NONE = 0;

  /** Required by the superclass; nothing is ever deleted without leaving a version. */
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
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      int doc = ShardLookup.document(segment.reader(), id);
      if (doc == ShardLookup.ABSENT) {
        continue;
      }
      NumericDocValues versions = segment.reader().getNumericDocValues(ShardFields.VERSION);
      if (versions != null && versions.advanceExact(doc)) {
        return versions.longValue();
      }
    }
    return NONE;
  }
}
