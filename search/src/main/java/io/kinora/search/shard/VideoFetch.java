package io.kinora.search.shard;

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

  VideoFetch(Highlighter highlighter) {
    this.highlighter = highlighter;
  }

  List<FetchedVideo> fetch(IndexSearcher searcher, List<String> ids, HighlightedWords words)
      throws IOException {
    List<FetchedVideo> videos = new ArrayList<>(ids.size());
    for (String id : ids) {
      StoredVideo video = read(searcher, id);
      if (video != null) {
        videos.add(new FetchedVideo(video, highlights(video, words)));
      }
    }
    return videos;
  }

  private static @Nullable StoredVideo read(IndexSearcher searcher, String id) throws IOException {
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      int doc = ShardLookup.document(segment.reader(), id);
      if (doc < 0) {
        continue;
      }
      BinaryDocValues stored = DocValues.getBinary(segment.reader(), ShardFields.STORED);
      return stored.advanceExact(doc) ? StoredVideoCodec.read(stored.binaryValue()) : null;
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
