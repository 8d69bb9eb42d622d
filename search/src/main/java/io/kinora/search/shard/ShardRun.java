package io.kinora.search.shard;

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
import io.kinora.search.SharedKey;
import io.kinora.search.SharedKeys;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.filter.FilterParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 *   <li>match, facets, sort, keys: where asked for, over all that matches
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
  private final Others others;
  private @Nullable LexicalRetriever lexical;
  private @Nullable CloserLook closerLook;

  /** Sets up a run of the same query with another filter. */
  interface Others {
    ShardRun with(Filter filter, StageClock clock) throws IOException;
  }

  ShardRun(
      IndexSearcher searcher,
      AcceptedVideos accepted,
      ShardQuery query,
      ShardSearchConfig config,
      FacetCounts facetCounts,
      Deadline deadline,
      StageClock clock,
      Others others) {
    this.others = others;
    this.searcher = searcher;
    this.accepted = accepted;
    this.query = query;
    this.config = config;
    this.facetCounts = facetCounts;
    this.deadline = deadline;
    this.clock = clock;
  }

  /**
   * Sets up the retrievers in play that have something to go by.
   *
   * @param languages in which the words may be
   */
  void prepare(List<String> languages, VectorSpaces spaces) throws IOException {
    if (query.retrieval().has(Retriever.LEXICAL)) {
      ShardQuery.Words asked = query.words();
      LexicalQuery words = LexicalQuery.of(asked.text(), asked.wording(), languages);
      if (!words.isEmpty()) {
        lexical = new LexicalRetriever(accepted, words, config.countUpTo());
        retrievers.add(lexical);
      }
    }
    float[] semantic = unit(Retriever.SEMANTIC, query.vectors().semantic(), spaces.text());
    if (semantic != null) {
      retrievers.add(vectorRetriever(Retriever.SEMANTIC, ShardFields.TEXT_VECTOR, semantic));
    }
    float[] frame = unit(Retriever.FRAME, query.vectors().frame(), spaces.sight());
    if (frame != null) {
      retrievers.add(new FrameRetriever(accepted, frame, config));
    }
    float[] video = unit(Retriever.VIDEO, query.vectors().video(), spaces.sight());
    if (video != null) {
      retrievers.add(vectorRetriever(Retriever.VIDEO, ShardFields.VIDEO_VECTOR, video));
    }
  }

  private VectorRetriever vectorRetriever(Retriever kind, String field, float[] unit) {
    return new VectorRetriever(kind, field, accepted, unit, config);
  }

  private float @Nullable [] unit(
      Retriever kind, @Nullable Vector vector, VectorSpaces.Space space) {
    if (vector == null || !query.retrieval().has(kind)) {
      return null;
    }
    space.require("vector", vector);
    return vector.normalised().values();
  }

  ShardAnswer answer() throws IOException {
    if (query.retrieval().retrievers().isEmpty()) {
      return sorted(browsed());
    }
    List<Found> brought = retrieve();
    CandidateRows rows = withoutNoise(lookedAt(scored(CandidateRows.union(kinds(), brought))));
    if (query.listing().sort() == Sort.RELEVANCE && query.facets().fields().isEmpty()) {
      boolean exact = true;
      for (Found each : brought) {
        exact &= each.exact();
      }
      return answer(candidates(rows), total(rows, brought), exact, Facets.NONE, keys(rows));
    }
    Reached reached = reached(rows, brought);
    if (query.listing().sort() != Sort.RELEVANCE) {
      return sorted(reached);
    }
    return answer(
        candidates(rows), reached.videos.count(), reached.exact, facets(reached), keys(reached));
  }

  /**
   * All that matches.
   *
   * @param exact or at least
   */
  private record Reached(MatchedVideos videos, boolean exact) {}

  private Reached browsed() throws IOException {
    MatchedVideos matched = MatchedVideos.browsing(accepted);
    clock.book("match", -1, (int) Math.min(Integer.MAX_VALUE, matched.count()));
    return new Reached(matched, true);
  }

  private Reached reached(CandidateRows rows, List<Found> brought) throws IOException {
    MatchedVideos matched = MatchedVideos.of(accepted, lexical, rows);
    clock.book("match", rows.size(), (int) Math.min(Integer.MAX_VALUE, matched.count()));
    boolean whole = true;
    for (Found each : brought) {
      whole &= !each.cutShort();
    }
    return new Reached(matched, whole && vectorsExact(brought));
  }

  /** All that matches, for counting only. */
  private Reached reached() throws IOException {
    if (query.retrieval().retrievers().isEmpty()) {
      return browsed();
    }
    List<Found> brought = retrieve();
    return reached(withoutNoise(CandidateRows.union(kinds(), brought)), brought);
  }

  /** Keys can be told across shards only one by one. */
  private @Nullable SharedKey keysToCount() {
    List<ShardQuery.KeyLimit> limits = query.listing().limits();
    boolean one = limits.size() == 1 && limits.getFirst().most() == 1;
    return one ? limits.getFirst().key() : null;
  }

  private @Nullable SharedKeys keys(CandidateRows rows) throws IOException {
    SharedKey key = keysToCount();
    if (key == null) {
      return null;
    }
    SharedKeys keys = VideoKeys.of(accepted, lexical, rows, key);
    clock.book("keys", -1, keys.hashes().length);
    return keys;
  }

  private @Nullable SharedKeys keys(Reached reached) throws IOException {
    SharedKey key = keysToCount();
    if (key == null) {
      return null;
    }
    SharedKeys keys = VideoKeys.of(searcher, reached.videos, key);
    clock.book("keys", -1, keys.hashes().length);
    return keys;
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
          deadline.passed()
              ? Found.NO_TIME
              : retriever.retrieve(query.retrieval().window(retriever.kind()), deadline);
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
    Miniature picture = query.vectors().picture();
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
        if (found && rows.scores[row][kind.ordinal()] >= floor(kind)) {
          keep[row] = true;
          kept++;
          break;
        }
      }
    }
    return rows.only(keep, kept);
  }

  /**
   * Who asks by sight alone, with a picture or words for one, wants the nearest there is: sight is
   * too vague to say that nothing fits, and it crowds out nothing else.
   */
  private double floor(Retriever kind) {
    boolean bySightAlone =
        !query.retrieval().has(Retriever.LEXICAL) && !query.retrieval().has(Retriever.SEMANTIC);
    return bySightAlone ? Math.min(0, config.floor(kind)) : config.floor(kind);
  }

  /**
   * All with one of the words, and those that only vectors brought. Where time ran out before it
   * was known whether a video has one of the words, it is not counted twice.
   */
  private long total(CandidateRows rows, List<Found> brought) {
    if (lexical == null) {
      return rows.size();
    }
    long total = brought.get(retrievers.indexOf(lexical)).matching();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.scores[row][Retriever.LEXICAL.ordinal()] <= 0) {
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

  private ShardAnswer sorted(Reached reached) throws IOException {
    ShardQuery.Listing asked = query.listing();
    Sort sort = asked.sort() == Sort.RELEVANCE ? Sort.NEWEST : asked.sort();
    MatchedVideos listed = listed(reached.videos, sort);
    SortedPage page = SortedPage.of(searcher, listed, sort, asked.after(), asked.size(), deadline);
    clock.book("sort", (int) Math.min(Integer.MAX_VALUE, listed.count()), page.docs().length);
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
    return answer(inOrder, reached.videos.count(), reached.exact, facets(reached), keys(reached));
  }

  /** What the query's rules on keys leave. Each rule is judged by all that matches. */
  private MatchedVideos listed(MatchedVideos matched, Sort sort) throws IOException {
    ShardQuery.KeyedOnly only = query.listing().only();
    MatchedVideos all = only == null ? matched : VideoKeys.only(searcher, matched, only);
    MatchedVideos left = all;
    for (ShardQuery.KeyLimit limit : query.listing().limits()) {
      left = left.and(VideoKeys.first(searcher, all, limit, sort));
    }
    return left;
  }

  /**
   * @param atLeast the fields whose counts may be too low
   * @param cut the fields that have more values
   */
  private record Facets(
      Map<String, Map<String, Long>> counts, List<String> atLeast, List<String> cut) {
    static final Facets NONE = new Facets(Map.of(), List.of(), List.of());
  }

  private Facets facets(Reached reached) throws IOException {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    List<String> atLeast = new ArrayList<>();
    List<String> cut = new ArrayList<>();
    Map<Filter, Reached> byFilter = new HashMap<>();
    byFilter.put(query.filter(), reached);
    List<String> fields = query.facets().fields();
    for (String name : fields) {
      if (deadline.passed()) {
        clock.ranOutOfTime("facets");
        atLeast.addAll(fields.subList(counts.size(), fields.size()));
        break;
      }
      FilterField field = FacetCounts.field(name);
      Reached counted = counted(field, byFilter);
      FacetCounts.Counts values =
          facetCounts.count(searcher, counted.videos, field, query.facets().nowMs());
      counts.put(name, values.values());
      if (!counted.exact) {
        atLeast.add(name);
      }
      if (!values.all()) {
        cut.add(name);
      }
    }
    if (!fields.isEmpty()) {
      clock.book("facets", (int) Math.min(Integer.MAX_VALUE, reached.videos.count()), -1);
    }
    return new Facets(counts, atLeast, cut);
  }

  /**
   * What a field is counted over. Without the filter's own conditions on it, other videos are the
   * nearest, so it takes a search of its own.
   */
  private Reached counted(FilterField field, Map<Filter, Reached> byFilter) throws IOException {
    Filter filter =
        query.facets().disjunctive().contains(field.key())
            ? FilterParts.without(query.filter(), field)
            : query.filter();
    Reached known = byFilter.get(filter);
    if (known != null) {
      return known;
    }
    StageClock its = new StageClock();
    Reached reached = others.with(filter, its).reached();
    for (String step : its.cutShort()) {
      clock.ranOutOfTime("facet " + field.key() + ", " + step);
    }
    byFilter.put(filter, reached);
    return reached;
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
      Facets facets,
      @Nullable SharedKeys keys) {
    return new ShardAnswer(
        candidates,
        total,
        exact && clock.cutShort().isEmpty(),
        facets.counts,
        clock.stages(),
        clock.cutShort(),
        facets.atLeast,
        facets.cut,
        keys);
  }
}
