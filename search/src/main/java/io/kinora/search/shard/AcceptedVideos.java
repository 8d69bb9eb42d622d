package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardBlocks;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterQueries;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The videos that a filter and a wording let through, worked out once a query and used by every
 * retriever. Without a filter nothing is worked out.
 */
public final class AcceptedVideos {

  private final IndexSearcher searcher;
  private final ShardBlocks blocks;
  private final @Nullable FixedBitSet @Nullable [] bySegment;

  private AcceptedVideos(
      IndexSearcher searcher, ShardBlocks blocks, @Nullable FixedBitSet @Nullable [] bySegment) {
    this.searcher = searcher;
    this.blocks = blocks;
    this.bySegment = bySegment;
  }

  public static AcceptedVideos of(IndexSearcher searcher, ShardBlocks blocks, Filter filter)
      throws IOException {
    return of(searcher, blocks, filter, null);
  }

  /**
   * @param demanded what else a video must be, or null
   */
  static AcceptedVideos of(
      IndexSearcher searcher, ShardBlocks blocks, Filter filter, @Nullable Query demanded)
      throws IOException {
    if (filter.equals(Filter.ALL) && demanded == null) {
      return new AcceptedVideos(searcher, blocks, null);
    }
    Query query = FilterQueries.query(filter);
    if (demanded != null) {
      query =
          new BooleanQuery.Builder().add(query, Occur.FILTER).add(demanded, Occur.FILTER).build();
    }
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    int segments = searcher.getLeafContexts().size();
    AcceptedVideos accepted = new AcceptedVideos(searcher, blocks, new FixedBitSet[segments]);
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      accepted.fill(segment, weight);
    }
    return accepted;
  }

  private void fill(LeafReaderContext segment, Weight weight) throws IOException {
    Scorer scorer = weight.scorer(segment);
    BitSet videos = blocks.videos(segment);
    if (scorer == null || bySegment == null) {
      return;
    }
    FixedBitSet matching = new FixedBitSet(segment.reader().maxDoc());
    matching.or(scorer.iterator());
    retainLiveVideos(matching, videos, segment.reader().getLiveDocs());
    bySegment[segment.ord] = matching;
  }

  private static void retainLiveVideos(FixedBitSet bits, BitSet videos, @Nullable Bits live) {
    videos.applyMask(bits, 0);
    if (live != null) {
      live.applyMask(bits, 0);
    }
  }

  IndexSearcher searcher() {
    return searcher;
  }

  ShardBlocks blocks() {
    return blocks;
  }

  /** Whether there is no filter. */
  boolean everything() {
    return bySegment == null;
  }

  /** The videos of a segment that the filter lets through; only with a filter. */
  @Nullable FixedBitSet filtered(LeafReaderContext segment) {
    return bySegment == null ? null : bySegment[segment.ord];
  }

  /** Whether a segment has nothing to offer. */
  boolean none(LeafReaderContext segment) {
    return bySegment != null && bySegment[segment.ord] == null;
  }

  /** Which documents of a segment may be found: the filter's videos, or all that live. */
  public @Nullable Bits bits(LeafReaderContext segment) {
    if (bySegment == null) {
      return segment.reader().getLiveDocs();
    }
    FixedBitSet accepted = bySegment[segment.ord];
    return accepted == null ? new Bits.MatchNoBits(segment.reader().maxDoc()) : accepted;
  }

  /** The accepted videos of a segment, as a set of its own that may be changed. */
  FixedBitSet videos(LeafReaderContext segment) throws IOException {
    int maxDoc = segment.reader().maxDoc();
    FixedBitSet set = new FixedBitSet(maxDoc);
    if (bySegment != null) {
      FixedBitSet accepted = bySegment[segment.ord];
      if (accepted != null) {
        set.or(accepted);
      }
      return set;
    }
    BitSet videos = blocks.videos(segment);
    set.set(0, maxDoc);
    retainLiveVideos(set, videos, segment.reader().getLiveDocs());
    return set;
  }

  /** The frames of a segment's accepted videos; only with a filter. */
  FixedBitSet frames(LeafReaderContext segment, BitSet ends) throws IOException {
    FixedBitSet frames = new FixedBitSet(segment.reader().maxDoc());
    FixedBitSet accepted = bySegment == null ? null : bySegment[segment.ord];
    if (accepted == null) {
      return frames;
    }
    for (int video = accepted.nextSetBit(0);
        video != DocIdSetIterator.NO_MORE_DOCS;
        video = next(accepted, video)) {
      int first = firstOfBlock(ends, video);
      if (first < video) {
        frames.set(first, video);
      }
    }
    return frames;
  }

  /** The next set bit after this one. */
  static int next(FixedBitSet bits, int bit) {
    return bit + 1 >= bits.length() ? DocIdSetIterator.NO_MORE_DOCS : bits.nextSetBit(bit + 1);
  }

  /** The first document of the block that ends with this one. */
  static int firstOfBlock(BitSet ends, int end) {
    return end == 0 ? 0 : ends.prevSetBit(end - 1) + 1;
  }
}
