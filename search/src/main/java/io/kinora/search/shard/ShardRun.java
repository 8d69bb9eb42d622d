package io.kinora.search.shard;

import io.kinora.indexing.media.Miniature;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.SharedKeys;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * One query over one view of a shard. It is known which videos may be found (the filter) and which
 * retrievers have something to go by; then, in order:
 *
 * <ol>
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
  private final FacetCounts facetCounts;
  private final Deadline deadline;
  private final AcceptedVideos accepted;
  private final RetrieversInPlay retrievers;
  private final StageClock clock;
  private final Others others;
  private final NoiseFloor noiseFloor;
  private final KeyRules keyRules;
  private @Nullable CloserLook closerLook;

  /** Sets up a run of the same query with another filter. */
  interface Others {
    ShardRun with(Filter filter, StageClock clock) throws IOException;
  }

  ShardRun(
      AcceptedVideos accepted,
      ShardQuery query,
      RetrieversInPlay retrievers,
      ShardSearchConfig config,
      FacetCounts facetCounts,
      Deadline deadline,
      StageClock clock,
      Others others) {
    this.others = others;
    this.searcher = accepted.searcher();
    this.accepted = accepted;
    this.query = query;
    this.retrievers = retrievers;
    this.facetCounts = facetCounts;
    this.deadline = deadline;
    this.clock = clock;
    this.noiseFloor = new NoiseFloor(query.retrieval(), config);
    this.keyRules = new KeyRules(accepted, query.listing(), clock);
  }

  ShardAnswer answer() throws IOException {
    if (query.retrieval().retrievers().isEmpty()) {
      return sorted(browsed(), new CandidateRows(new int[0]));
    }
    List<Found> brought = retrieve();
    CandidateRows candidates = lookedAt(scored(retrievers.union(brought)));
    CandidateRows rows = noiseFloor.cut(candidates, retrievers.all());
    if (query.listing().sort() != Sort.RELEVANCE) {
      return sorted(matched(rows, brought), rows);
    }
    if (query.facets().fields().isEmpty()) {
      return best(rows, brought);
    }
    MatchSet matched = matched(rows, brought);
    return answer(candidates(rows), matched);
  }

  /** By relevance without facets, all that matches need not be worked out. */
  private ShardAnswer best(CandidateRows rows, List<Found> brought) throws IOException {
    boolean exact = true;
    for (Found each : brought) {
      exact &= each.exact();
    }
    return answer(
        candidates(rows),
        total(rows, brought),
        exact,
        FacetedSearch.Facets.NONE,
        keyRules.keys(retrievers.lexical(), rows));
  }

  private MatchSet browsed() throws IOException {
    MatchSet matched = new MatchSet(MatchedVideos.browsing(accepted), true);
    clock.book("match", -1, matched.count());
    return matched;
  }

  private MatchSet matched(CandidateRows rows, List<Found> brought) throws IOException {
    MatchedVideos videos = MatchedVideos.of(accepted, retrievers.lexical(), rows);
    MatchSet matched = new MatchSet(videos, matchedExactly(brought));
    clock.book("match", rows.size(), matched.count());
    return matched;
  }

  /** All that matches, for counting only. */
  private MatchSet matched() throws IOException {
    if (query.retrieval().retrievers().isEmpty()) {
      return browsed();
    }
    List<Found> brought = retrieve();
    return matched(noiseFloor.cut(retrievers.union(brought), retrievers.all()), brought);
  }

  private List<Found> retrieve() throws IOException {
    List<Found> brought = new ArrayList<>(retrievers.all().size());
    for (CandidateRetriever retriever : retrievers.all()) {
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
    for (CandidateRetriever retriever : retrievers.all()) {
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

  /**
   * All with one of the words, and those that only vectors brought. Where time ran out before it
   * was known whether a video has one of the words, it is not counted twice.
   */
  private long total(CandidateRows rows, List<Found> brought) {
    LexicalRetriever lexical = retrievers.lexical();
    if (lexical == null) {
      return rows.size();
    }
    long total = brought.get(retrievers.all().indexOf(lexical)).matching();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.scores[row][Retriever.LEXICAL.ordinal()] <= 0) {
        total++;
      }
    }
    return Math.max(total, rows.size());
  }

  /**
   * Words are counted only up to a bound, but all that have one are in the set. Vectors know no
   * more than what they brought.
   */
  private boolean matchedExactly(List<Found> brought) {
    for (int i = 0; i < brought.size(); i++) {
      Found each = brought.get(i);
      if (each.cutShort() || (retrievers.all().get(i) != retrievers.lexical() && !each.exact())) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param retrieved what the retrievers brought of all that matches
   */
  private ShardAnswer sorted(MatchSet matched, CandidateRows retrieved) throws IOException {
    ShardQuery.Listing asked = query.listing();
    Sort sort = asked.sort() == Sort.RELEVANCE ? Sort.NEWEST : asked.sort();
    MatchedVideos listed = keyRules.listed(matched.videos(), sort);
    SortedPage page = SortedPage.of(searcher, listed, sort, asked.after(), asked.size(), deadline);
    clock.book("sort", listed.count(), page.docs().length);
    if (page.cutShort()) {
      clock.ranOutOfTime("sort");
    }
    int[] ascending = page.docs().clone();
    Arrays.sort(ascending);
    CandidateRows rows = scored(new CandidateRows(ascending));
    rows.foundLike(retrieved);
    List<Candidate> byDocument = candidates(rows);
    List<Candidate> inOrder = new ArrayList<>(byDocument.size());
    for (int doc : page.docs()) {
      inOrder.add(byDocument.get(Arrays.binarySearch(ascending, doc)));
    }
    return answer(inOrder, matched);
  }

  private FacetedSearch.Facets facets(MatchSet matched) throws IOException {
    FacetedSearch faceted =
        new FacetedSearch(
            searcher,
            query,
            facetCounts,
            deadline,
            clock,
            (filter, its) -> others.with(filter, its).matched());
    return faceted.of(matched);
  }

  private List<Candidate> candidates(CandidateRows rows) throws IOException {
    var explained =
        query.explain()
            ? ExplainedScores.of(rows, retrievers.all(), closerLook, deadline, clock)
            : null;
    List<Candidate> candidates = VideoCards.candidates(searcher, rows, explained);
    clock.book("read", rows.size(), candidates.size());
    return candidates;
  }

  private ShardAnswer answer(List<Candidate> candidates, MatchSet matched) throws IOException {
    return answer(
        candidates,
        matched.count(),
        matched.exact(),
        facets(matched),
        keyRules.keys(matched.videos()));
  }

  private ShardAnswer answer(
      List<Candidate> candidates,
      long total,
      boolean exact,
      FacetedSearch.Facets facets,
      @Nullable SharedKeys keys) {
    return new ShardAnswer(
        candidates,
        total,
        exact && clock.cutShort().isEmpty(),
        facets.counts(),
        clock.stages(),
        clock.cutShort(),
        facets.atLeast(),
        facets.cut(),
        keys);
  }
}
