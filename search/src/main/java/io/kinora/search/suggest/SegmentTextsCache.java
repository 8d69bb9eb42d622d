package io.kinora.search.suggest;

import io.kinora.indexing.shard.ShardBlocks;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;

/** The texts of every segment in use: read once, kept as long as the segment. */
final class SegmentTextsCache {

  private final ShardBlocks blocks;
  private final ConcurrentHashMap<IndexReader.CacheKey, Entry> bySegment =
      new ConcurrentHashMap<>();

  SegmentTextsCache(ShardBlocks blocks) {
    this.blocks = blocks;
  }

  SegmentTexts of(LeafReader segment) throws IOException {
    IndexReader.CacheHelper core = segment.getCoreCacheHelper();
    if (core == null) {
      throw new IllegalStateException("not a segment: " + segment);
    }
    Entry entry = bySegment.get(core.getKey());
    if (entry == null) {
      Entry fresh = new Entry();
      entry = bySegment.putIfAbsent(core.getKey(), fresh);
      if (entry == null) {
        entry = fresh;
        core.addClosedListener(bySegment::remove);
      }
    }
    return entry.get(segment);
  }

  /** Read by the first who asks; the others wait. */
  private final class Entry {
    private volatile @Nullable SegmentTexts texts;

    SegmentTexts get(LeafReader segment) throws IOException {
      SegmentTexts read = texts;
      return read == null ? read(segment) : read;
    }

    private synchronized SegmentTexts read(LeafReader segment) throws IOException {
      SegmentTexts read = texts;
      if (read == null) {
        read = SegmentTextsBuilder.build(segment, blocks.videos(segment.getContext()));
        texts = read;
      }
      return read;
    }
  }
}
