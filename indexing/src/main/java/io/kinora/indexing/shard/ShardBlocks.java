package io.kinora.indexing.shard;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Where blocks end. Computed once a segment and kept as long as the segment. */
public final class ShardBlocks {

  private final BitSetProducer ends =
      new QueryBitSetProducer(
          new TermInSetQuery(
              ShardFields.KIND,
              List.of(new BytesRef(ShardFields.VIDEO), new BytesRef(ShardFields.TOMBSTONE))));
  private final BitSetProducer videos =
      new QueryBitSetProducer(new TermQuery(new Term(ShardFields.KIND, ShardFields.VIDEO)));

  /** The last document of every block, tombstones included. */
  public BitSet ends(LeafReaderContext segment) throws IOException {
    return orNone(ends.getBitSet(segment), segment);
  }

  /** {@link #ends} as Lucene's joins take it. */
  public BitSetProducer endsProducer() {
    return ends;
  }

  /** The videos, replaced ones included. */
  public BitSet videos(LeafReaderContext segment) throws IOException {
    return orNone(videos.getBitSet(segment), segment);
  }

  private static BitSet orNone(@Nullable BitSet bits, LeafReaderContext segment) {
    return bits == null ? new FixedBitSet(segment.reader().maxDoc()) : bits;
  }

  void warm(LeafReaderContext segment) throws IOException {
    ends(segment);
    videos(segment);
  }
}
