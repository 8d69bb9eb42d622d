package io.kinora.search.shard;

import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What retrieving by one vector a video and by many have in common: a search of every segment for
 * its likely share of the nearest, a second one where the share was too small, with what the format
 * has; then the exact dot products of what was met, from the floats, decide. A graph of floats has
 * given them already.
 */
abstract sealed class NearestRetriever implements CandidateRetriever
    permits VectorRetriever, FrameRetriever {

  /** The format whose graph compares the floats themselves, by the name in the index. */
  private static final String FLOATS = "Lucene99HnswVectorsFormat";

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
    this.nearest = new NearestVectors(field, query, config.visitsPerNeighbour());
  }

  @Override
  public final Retriever kind() {
    return kind;
  }

  /**
   * A segment that has something to find.
   *
   * @param filter the documents that may be found, or null if there is no filter
   * @param size how many vectors may be found
   * @param all how many vectors there are
   */
  private record Part(LeafReaderContext segment, @Nullable FixedBitSet filter, int size, int all) {}

  @Override
  public final Found retrieve(int window, Deadline deadline) throws IOException {
    int walk = config.walk(window);
    KnnCollectorManager collectors = collectors(walk);
    List<Part> parts = parts();
    long total = 0;
    for (Part part : parts) {
      total += part.size;
    }
    TopDocs[] bySegment = new TopDocs[parts.size()];
    Arrays.fill(bySegment, TopDocsCollector.EMPTY_TOPDOCS);
    int[] shares = new int[parts.size()];
    boolean whole = true;
    for (int i = 0; i < bySegment.length && whole; i++) {
      shares[i] = share(walk, (double) parts.get(i).size / total);
      whole = collect(parts.get(i), collectors, shares[i], bySegment, i, deadline);
    }
    TopDocs top = TopDocs.merge(walk, bySegment);
    for (int i = 0; i < bySegment.length && whole; i++) {
      if (mayHaveMore(bySegment[i], parts.get(i), shares[i], walk, top)) {
        whole = collect(parts.get(i), collectors, walk, bySegment, i, deadline);
        top = TopDocs.merge(walk, bySegment);
      }
    }
    if (walkedByFloats(parts)) {
      return met(top, window, !whole);
    }
    CandidateRows met = rows(top);
    score(met);
    return Found.best(met, kind.ordinal(), window, !whole);
  }

  /** Whether the scores that the graphs gave are exact already and all that is to be known. */
  private boolean walkedByFloats(List<Part> parts) {
    if (kind == Retriever.FRAME) {
      return false; // which frame was the best is yet to be seen
    }
    for (Part part : parts) {
      FieldInfo info = part.segment.reader().getFieldInfos().fieldInfo(field);
      String format =
          info == null ? null : info.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY);
      if (!FLOATS.equals(format)) {
        return false;
      }
    }
    return true;
  }

  private static Found met(TopDocs top, int window, boolean cutShort) {
    int size = Math.min(window, top.scoreDocs.length);
    int[] docs = new int[size];
    float[] scores = new float[size];
    for (int i = 0; i < size; i++) {
      docs[i] = top.scoreDocs[i].doc;
      scores[i] = Similarities.dotOf(top.scoreDocs[i].score);
    }
    return Found.of(docs, scores, size, !cutShort && size < window, cutShort);
  }

  private List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (LeafReaderContext segment : segments()) {
      FloatVectorValues vectors = segment.reader().getFloatVectorValues(field);
      if (vectors == null || vectors.size() == 0 || accepted.none(segment)) {
        continue;
      }
      FixedBitSet filter = accepted.everything() ? null : filter(segment);
      int size = filter == null ? vectors.size() : filter.cardinality();
      if (size > 0) {
        parts.add(new Part(segment, filter, size, vectors.size()));
      }
    }
    return parts;
  }

  /**
   * What a segment will most likely hold of the nearest if they are spread evenly: the mean of a
   * binomial distribution and three deviations. Where they are not, {@link #mayHaveMore} notices.
   */
  static int share(int walk, double portion) {
    double mean = walk * portion;
    double deviation = Math.sqrt(mean * (1 - portion));
    return (int) Math.min(walk, Math.ceil(mean + 3 * deviation));
  }

  /**
   * Whether all that a segment gave is among the best, so that the next it has may be too. One that
   * gave less than its share, e.g. of a few videos with many frames each, has no more to give.
   */
  private static boolean mayHaveMore(TopDocs given, Part part, int share, int walk, TopDocs top) {
    int count = given.scoreDocs.length;
    if (count == 0 || count < share || count >= Math.min(walk, part.size)) {
      return false;
    }
    float least = top.scoreDocs[top.scoreDocs.length - 1].score;
    return top.scoreDocs.length < walk || given.scoreDocs[count - 1].score >= least;
  }

  /**
   * @return whether all was seen before the deadline
   */
  private boolean collect(
      Part part,
      KnnCollectorManager collectors,
      int share,
      TopDocs[] bySegment,
      int index,
      Deadline deadline)
      throws IOException {
    if (deadline.passed()) {
      return false;
    }
    KnnCollector collector =
        collectors.newOptimisticCollector(
            Integer.MAX_VALUE, KnnSearchStrategy.Hnsw.DEFAULT, part.segment, share);
    boolean whole =
        nearest.collect(
            part.segment.reader(), part.filter, part.size, part.all, collector, deadline);
    bySegment[index] = videos(part.segment, collector.topDocs());
    return whole;
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
