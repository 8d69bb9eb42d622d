package io.kinora.search.shard;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;
import io.kinora.indexing.media.Miniature;
import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.Sort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * One query over one view of a shard, in order:
 *
 * <ol>
 *   <li>filter: which videos may be found; prepare: which retrievers have something to go by
 *   <li>retrieve: each retriever in play brings its best
 *   <li>score: every candidate gets the exact score of every retriever in play
 *   <li>look closer: with a picture, whether it is a part of a frame of the best
 *   <li>cut: what only vectors brought and is below their floor is dropped as noise
 *   <li>match, facets, sort: where asked for, over all that matches
 * </ol>
 */
final class ShardRun {

  private final IndexSearcher searcher;
  private final ShardQuery query;
  private final ShardSearchConfig config;
  private final FacetCounts facetCounts;
  private final Deadline deadline;
  private final AcceptedVideos accepted;
  private final List<CandidateRetriever> retrievers = new ArrayList<>();
  private final StageClock clock;
  private @Nullable LexicalRetriever lexical;
  private @Nullable CloserLook closerLook;

  ShardRun(
      IndexSearcher searcher,
      AcceptedVideos accepted,
      ShardQuery query,
      ShardSearchConfig config,
      FacetCounts facetCounts,
      Deadline deadline,
      StageClock clock) {
    this.searcher = searcher;
    this.accepted = accepted;
    this.query = query;
    this.config = config;
    this.facetCounts = facetCounts;
    this.deadline = deadline;
    this.clock = clock;
  }

  /** Sets up the retrievers in play that have something to go by. */
  void prepare(Analyzer analyzer, VectorSpaces spaces) throws IOException {
    if (query.retrievers().contains(Retriever.LEXICAL)) {
      List<String> terms = LexicalQuery.terms(analyzer, query.text());
      if (!terms.isEmpty()) {
        lexical = new LexicalRetriever(accepted, terms, config.countUpTo());
        retrievers.add(lexical);
      }
    }
    float[] semantic = unit(Retriever.SEMANTIC, query.semantic(), spaces.text());
    if (semantic != null) {
      retrievers.add(vectorRetriever(Retriever.SEMANTIC, ShardFields.TEXT_VECTOR, semantic));
    }
    float[] frame = unit(Retriever.FRAME, query.frame(), spaces.sight());
    if (frame != null) {
      retrievers.add(new FrameRetriever(accepted, frame, config));
    }
    float[] video = unit(Retriever.VIDEO, query.video(), spaces.sight());
    if (video != null) {
      retrievers.add(vectorRetriever(Retriever.VIDEO, ShardFields.VIDEO_VECTOR, video));
    }
  }

  private VectorRetriever vectorRetriever(Retriever kind, String field, float[] unit) {
    return new VectorRetriever(kind, field, accepted, unit, config);
  }

  private float @Nullable [] unit(
      Retriever kind, @Nullable Vector vector, VectorSpaces.Space space) {
    if (vector == null || !query.retrievers().contains(kind)) {
      return null;
    }
    if (vector.dimension() != space.dimension()) {
      throw new InvalidValueException(
          "vector",
          vector.dimension() + " numbers",
          space.dimension() + " numbers, as " + space.encoder() + " makes them");
    }
    return vector.normalised().values();
  }

  ShardAnswer answer() throws IOException {
    if (query.retrievers().isEmpty()) {
      MatchedVideos matched = MatchedVideos.browsing(accepted);
      clock.book("match", -1, (int) Math.min(Integer.MAX_VALUE, matched.count()));
      return sorted(matched, true);
    }
    List<Found> brought = retrieve();
    CandidateRows rows = withoutNoise(lookedAt(scored(CandidateRows.union(kinds(), brought))));
    boolean whole = true;
    boolean exact = true;
    for (Found each : brought) {
      whole &= !each.cutShort();
      exact &= each.exact();
    }
    if (query.sort() == Sort.RELEVANCE && query.facets().isEmpty()) {
      return answer(candidates(rows), total(rows, brought), exact, Map.of());
    }
    MatchedVideos matched = MatchedVideos.of(accepted, lexical, rows);
    clock.book("match", rows.size(), (int) Math.min(Integer.MAX_VALUE, matched.count()));
    boolean counted = whole && vectorsExact(brought);
    if (query.sort() != Sort.RELEVANCE) {
      return sorted(matched, counted);
    }
    return answer(candidates(rows), matched.count(), counted, facets(matched));
  }

  private List<Retriever> kinds() {
    List<Retriever> kinds = new ArrayList<>(retrievers.size());
    for (CandidateRetriever retriever : retrievers) {
      kinds.add(retriever.kind());
    }
    return kinds;
  }

  private List<Found> retrieve() throws IOException {
    List<Found> brought = new ArrayList<>(retrievers.size());
    for (CandidateRetriever retriever : retrievers) {
      Found found =
          deadline.passed() ? Found.NO_TIME : retriever.retrieve(query.window(), deadline);
      brought.add(found);
      clock.book(retriever.kind().key(), -1, found.docs().length);
      if (found.cutShort()) {
        clock.ranOutOfTime(retriever.kind().key());
      }
    }
    return brought;
  }

  private CandidateRows scored(CandidateRows rows) throws IOException {
    for (CandidateRetriever retriever : retrievers) {
      if (deadline.passed()) {
        clock.ranOutOfTime("score");
        break;
      }
      retriever.score(rows);
    }
    clock.book("score", rows.size(), rows.size());
    return rows;
  }

  /** With a picture: the best by frames once more, by what the vectors cannot tell. */
  private CandidateRows lookedAt(CandidateRows rows) throws IOException {
    Miniature picture = query.picture();
    if (picture != null) {
      closerLook = new CloserLook(searcher, picture);
      if (!closerLook.look(rows, deadline)) {
        clock.ranOutOfTime("look closer");
      }
      clock.book("look closer", rows.size(), rows.size());
    }
    return rows;
  }

  /** A video stays if a retriever found it that has no floor, or one whose floor it reaches. */
  private CandidateRows withoutNoise(CandidateRows rows) {
    boolean[] keep = new boolean[rows.size()];
    int kept = 0;
    for (int row = 0; row < rows.size(); row++) {
      for (CandidateRetriever retriever : retrievers) {
        Retriever kind = retriever.kind();
        boolean found = (rows.found[row] & (1 << kind.ordinal())) != 0;
        if (found && rows.scores[row][kind.ordinal()] >= config.floor(kind)) {
          keep[row] = true;
          kept++;
          break;
        }
      }
    }
    return rows.only(keep, kept);
  }

  /** All with one of the words, and those that only vectors brought. */
  private long total(CandidateRows rows, List<Found> brought) {
    if (lexical == null) {
      return rows.size();
    }
    long total = brought.get(retrievers.indexOf(lexical)).matching();
    for (int row = 0; row < rows.size(); row++) {
      if (!(rows.scores[row][Retriever.LEXICAL.ordinal()] > 0)) {
        total++;
      }
    }
    return Math.max(total, rows.size());
  }

  private boolean vectorsExact(List<Found> brought) {
    for (int i = 0; i < brought.size(); i++) {
      if (retrievers.get(i) != lexical && !brought.get(i).exact()) {
        return false;
      }
    }
    return true;
  }

  private ShardAnswer sorted(MatchedVideos matched, boolean exact) throws IOException {
    Sort sort = query.sort() == Sort.RELEVANCE ? Sort.NEWEST : query.sort();
    SortedPage page =
        SortedPage.of(searcher, matched, sort, query.after(), query.window(), deadline);
    clock.book("sort", (int) Math.min(Integer.MAX_VALUE, matched.count()), page.docs().length);
    if (page.cutShort()) {
      clock.ranOutOfTime("sort");
    }
    int[] ascending = page.docs().clone();
    Arrays.sort(ascending);
    List<Candidate> byDocument = candidates(scored(new CandidateRows(ascending)));
    List<Candidate> inOrder = new ArrayList<>(byDocument.size());
    for (int doc : page.docs()) {
      inOrder.add(byDocument.get(Arrays.binarySearch(ascending, doc)));
    }
    return answer(inOrder, matched.count(), exact, facets(matched));
  }

  private Map<String, Map<String, Long>> facets(MatchedVideos matched) throws IOException {
    if (query.facets().isEmpty()) {
      return Map.of();
    }
    if (deadline.passed()) {
      clock.ranOutOfTime("facets");
      return Map.of();
    }
    Map<String, Map<String, Long>> counts = facetCounts.count(searcher, matched, query.facets());
    clock.book("facets", (int) Math.min(Integer.MAX_VALUE, matched.count()), -1);
    return counts;
  }

  private List<Candidate> candidates(CandidateRows rows) throws IOException {
    List<Candidate> candidates =
        VideoCards.candidates(searcher, rows, query.explain() ? explained(rows) : null);
    clock.book("read", rows.size(), candidates.size());
    return candidates;
  }

  private Candidate.@Nullable Explained[] explained(CandidateRows rows) throws IOException {
    var explained = new Candidate.@Nullable Explained[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      if (deadline.passed()) {
        clock.ranOutOfTime("explain");
        break;
      }
      @Nullable Explanation[] byRetriever = new Explanation[Retriever.values().length];
      for (CandidateRetriever retriever : retrievers) {
        int column = retriever.kind().ordinal();
        if (!Float.isNaN(rows.scores[row][column])) {
          byRetriever[column] = retriever.explain(rows.docs[row]);
        }
      }
      Explanation closer = closerLook == null ? null : closerLook.explain(rows.docs[row]);
      if (closer != null) {
        byRetriever[Retriever.FRAME.ordinal()] = closer;
      }
      explained[row] = new Candidate.Explained(byRetriever);
    }
    return explained;
  }

  private ShardAnswer answer(
      List<Candidate> candidates,
      long total,
      boolean exact,
      Map<String, Map<String, Long>> facets) {
    return new ShardAnswer(
        candidates,
        total,
        exact && clock.cutShort().isEmpty(),
        facets,
        clock.stages(),
        clock.cutShort());
  }
}
