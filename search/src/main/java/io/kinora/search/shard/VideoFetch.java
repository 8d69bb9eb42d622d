package io.kinora.search.shard;

import io.kinora.catalog.Vector;
import io.kinora.indexing.shard.ShardBlocks;
import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.shard.ShardLookup;
import io.kinora.indexing.shard.StoredVideo;
import io.kinora.indexing.shard.StoredVideoCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** Reads what hits show, one value a video. */
final class VideoFetch {

  private final Highlighter highlighter;
  private final ShardBlocks blocks;

  VideoFetch(Highlighter highlighter, ShardBlocks blocks) {
    this.highlighter = highlighter;
    this.blocks = blocks;
  }

  List<FetchedVideo> fetch(IndexSearcher searcher, FetchQuery query, HighlightedWords words)
      throws IOException {
    Vector sight = query.sight();
    float[] unit = sight == null ? null : sight.normalised().values();
    List<FetchedVideo> videos = new ArrayList<>(query.ids().size());
    for (String id : query.ids()) {
      FetchedVideo video = read(searcher, id, words, unit);
      if (video != null) {
        videos.add(video);
      }
    }
    return videos;
  }

  private @Nullable FetchedVideo read(
      IndexSearcher searcher, String id, HighlightedWords words, float @Nullable [] sight)
      throws IOException {
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      int doc = ShardLookup.document(segment.reader(), id);
      if (doc < 0) {
        continue;
      }
      BinaryDocValues stored = DocValues.getBinary(segment.reader(), ShardFields.STORED);
      if (!stored.advanceExact(doc)) {
        return null;
      }
      StoredVideo video = StoredVideoCodec.read(stored.binaryValue());
      List<FrameMoment> moments =
          sight == null ? List.of() : BestFrames.of(segment, blocks, doc, sight);
      return new FetchedVideo(video, highlights(video, words), moments);
    }
    return null;
  }

  private Map<String, List<String>> highlights(StoredVideo video, HighlightedWords words) {
    if (words.isEmpty()) {
      return Map.of();
    }
    String title = highlighter.whole(video.title(), words);
    String description = highlighter.fragment(video.description(), words);
    if (title == null) {
      return description == null ? Map.of() : Map.of("description", List.of(description));
    }
    return description == null
        ? Map.of("title", List.of(title))
        : Map.of("title", List.of(title), "description", List.of(description));
  }
}
