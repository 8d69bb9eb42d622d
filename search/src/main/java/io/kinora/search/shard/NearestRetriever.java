package io.kinora.search.shard;

import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What retrieving by one vector a video and by many have in common: a walk through every segment's
 * graph with what the format has (eight bits a coordinate by default), a little further than asked,
 * then the exact dot products of what was met, from the floats, decide.
 */
abstract sealed class NearestRetriever implements CandidateRetriever
    permits VectorRetriever, FrameRetriever {

  final AcceptedVideos accepted;
  final float[] query;
  private final Retriever kind;
  private final String field;
  private final ShardSearchConfig config;
  private final NearestVectors nearest;

  /**
   * @param query of length 1 and of the field's dimension
   */
  NearestRetriever(
      Retriever kind,
      String field,
      AcceptedVideos accepted,
      float[] query,
      ShardSearchConfig config) {
    this.kind = kind;
    this.field = field;
    this.accepted = accepted;
    this.query = query;
    this.config = config;
    this.nearest = new NearestVectors(field, query, config.compareAllUpTo());
  }

  @Override
  public final Retriever kind() {
    return kind;
  }

  @Override
  public final Found retrieve(int window, Deadline deadline) throws IOException {
    int walk = config.walk(window);
    KnnCollectorManager collectors = collectors(walk);
    List<TopDocs> bySegment = new ArrayList<>();
    boolean whole = true;
    for (LeafReaderContext segment : segments()) {
      if (accepted.none(segment) || !hasVectors(segment)) {
        continue;
      }
      if (deadline.passed()) {
        whole = false;
        break;
      }
      KnnCollector collector =
          collectors.newCollector(Integer.MAX_VALUE, KnnSearchStrategy.Hnsw.DEFAULT, segment);
      if (collector == null) {
        continue;
      }
      FixedBitSet filter = accepted.everything() ? null : filter(segment);
      whole &= nearest.collect(segment.reader(), filter, collector, deadline);
      bySegment.add(videos(segment, collector.topDocs()));
    }
    CandidateRows met = rows(TopDocs.merge(walk, bySegment.toArray(TopDocs[]::new)));
    score(met);
    return Found.best(met, kind.ordinal(), window, !whole);
  }

  private boolean hasVectors(LeafReaderContext segment) throws IOException {
    FloatVectorValues vectors = segment.reader().getFloatVectorValues(field);
    return vectors != null && vectors.size() > 0;
  }

  private static CandidateRows rows(TopDocs top) {
    int[] docs = new int[top.scoreDocs.length];
    for (int i = 0; i < docs.length; i++) {
      docs[i] = top.scoreDocs[i].doc;
    }
    Arrays.sort(docs);
    return new CandidateRows(docs);
  }

  @Override
  public final void score(CandidateRows rows) throws IOException {
    int row = 0;
    for (LeafReaderContext segment : segments()) {
      int end = segment.docBase + segment.reader().maxDoc();
      int first = row;
      while (row < rows.size() && rows.docs[row] < end) {
        row++;
      }
      if (row > first) {
        FloatVectorValues vectors = segment.reader().getFloatVectorValues(field);
        VectorScorer exact = vectors == null ? null : vectors.rescorer(query);
        if (exact != null) {
          score(segment, exact, rows, first, row);
        }
      }
    }
  }

  private List<LeafReaderContext> segments() {
    return searcher().getLeafContexts();
  }

  final IndexSearcher searcher() {
    return accepted.searcher();
  }

  /** Collects the best {@code walk} videos of a segment. */
  abstract KnnCollectorManager collectors(int walk);

  /** The documents with vectors that the filter lets through. */
  abstract @Nullable FixedBitSet filter(LeafReaderContext segment) throws IOException;

  /** The video whose block a document with a vector belongs to. */
  abstract int video(LeafReaderContext segment, int doc) throws IOException;

  /** Fills in the rows of a segment that have no score yet. */
  abstract void score(
      LeafReaderContext segment, VectorScorer exact, CandidateRows rows, int first, int end)
      throws IOException;

  private TopDocs videos(LeafReaderContext segment, TopDocs top) throws IOException {
    for (ScoreDoc each : top.scoreDocs) {
      each.doc = video(segment, each.doc) + segment.docBase;
    }
    return top;
  }
}
