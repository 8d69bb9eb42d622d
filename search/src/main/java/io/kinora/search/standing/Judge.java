package io.kinora.search.standing;

import io.kinora.catalog.Video;
import io.kinora.indexing.shard.LoneVideo;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.jspecify.annotations.Nullable;

/** One video as an index of its own, to ask whether queries match it. */
final class Judge {

  private final IndexSearcher searcher;
  private final LeafReaderContext segment;
  private final float @Nullable [] vector;

  Judge(LoneVideo videos, Video video) {
    MemoryIndex index = MemoryIndex.fromDocument(videos.document(video), videos.analyzer());
    index.freeze();
    this.searcher = index.createSearcher();
    searcher.setQueryCache(null);
    this.segment = searcher.getIndexReader().leaves().getFirst();
    this.vector = videos.videoVector(video);
  }

  LeafReader reader() {
    return segment.reader();
  }

  float @Nullable [] vector() {
    return vector;
  }

  boolean matches(Query query) {
    if (query instanceof MatchAllDocsQuery) {
      return true;
    }
    try {
      Scorer scorer =
          searcher
              .createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
              .scorer(segment);
      return scorer != null && scorer.iterator().nextDoc() != DocIdSetIterator.NO_MORE_DOCS;
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading memory", impossible);
    }
  }
}
