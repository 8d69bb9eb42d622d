package io.kinora.search.shard;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.text.TextForms;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.Wording;
import io.kinora.search.lexicon.LexiconLimits;
import io.kinora.search.lexicon.LexiconPart;
import io.kinora.search.lexicon.LexiconReader;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;

/**
 * Searches one shard. Safe for use by several threads; each call sees the shard as of its last
 * refresh.
 *
 * <p>What matches a query with words is every video that has one of them, and beside them those
 * that the vector retrievers brought, at most {@code window} each: {@code total} and facets count
 * both, and {@code total} is marked as at least where a vector retriever's window was full. A query
 * with no retriever at all browses: every video that the filter lets through matches, newest first
 * unless sorted otherwise.
 */
public final class ShardSearch {

  private static final int MAX_WINDOW = 1_000;

  private final Shard shard;
  private final ShardSearchConfig config;
  private final MainLanguages mainLanguages = new MainLanguages();
  private final FacetCounts facetCounts;
  private final VideoFetch fetch;

  public ShardSearch(Shard shard, ShardSearchConfig config) {
    this.shard = shard;
    this.config = config;
    this.facetCounts = new FacetCounts(config.facetValues());
    this.fetch = new VideoFetch(new Highlighter(config.fragmentLength()), shard.blocks());
  }

  /**
   * @return what was found; steps that ran out of time are named in it and gave what they had
   * @throws InvalidValueException if the window, a facet or a vector's dimension is not allowed
   */
  public ShardAnswer search(ShardQuery query, Deadline deadline) throws IOException {
    requireWindow("size", query.listing().size());
    requireWindow("window", query.retrieval().window());
    query.retrieval().windows().values().forEach(each -> requireWindow("windows", each));
    query.facets().fields().forEach(FacetCounts::field);
    IndexSearcher searcher = shard.acquire();
    try {
      StageClock clock = new StageClock();
      return run(searcher, query, deadline, clock).answer();
    } finally {
      shard.release(searcher);
    }
  }

  private static void requireWindow(String field, int value) {
    if (value < 1 || value > MAX_WINDOW) {
      throw new InvalidValueException(field, value, "1 to " + MAX_WINDOW);
    }
  }

  private ShardRun run(
      IndexSearcher searcher, ShardQuery query, Deadline deadline, StageClock clock)
      throws IOException {
    Wording wording = query.words().wording();
    List<String> languages = languages(wording, searcher);
    AcceptedVideos accepted =
        AcceptedVideos.of(
            searcher, shard.blocks(), query.filter(), Demands.query(wording, languages));
    clock.book("filter", -1, -1);
    RetrieversInPlay retrievers =
        RetrieversInPlay.of(query, accepted, config, languages, shard.spaces());
    clock.book("prepare", -1, -1);
    return new ShardRun(
        accepted,
        query,
        retrievers,
        config,
        facetCounts,
        deadline,
        clock,
        (other, its) -> run(searcher, query.among(other), deadline, its));
  }

  /** The vectors of these videos, of those that the shard has. */
  public List<VideoVectors> vectors(List<String> ids) throws IOException {
    IndexSearcher searcher = shard.acquire();
    try {
      return VideoVectors.read(searcher, ids);
    } finally {
      shard.release(searcher);
    }
  }

  /** Which view searches see just now: another text after every change of it. */
  public String view() throws IOException {
    IndexSearcher searcher = shard.acquire();
    try {
      return LexiconReader.view(searcher);
    } finally {
      shard.release(searcher);
    }
  }

  /** What the shard says of language. Costs a pass over it: not for a thread that searches. */
  public LexiconPart lexicon(LexiconLimits limits) throws IOException {
    IndexSearcher searcher = shard.acquire();
    try {
      return LexiconReader.read(searcher, limits);
    } finally {
      shard.release(searcher);
    }
  }

  /** Which of these lower-case words stand in some video, in order. */
  public List<Boolean> known(List<String> words) throws IOException {
    IndexSearcher searcher = shard.acquire();
    try {
      return LexiconReader.known(searcher, words);
    } finally {
      shard.release(searcher);
    }
  }

  /** The wording's language if it says one, else those of most videos. */
  private List<String> languages(Wording wording, IndexSearcher searcher) throws IOException {
    if (wording.language() == null) {
      return mainLanguages.of(searcher.getIndexReader());
    }
    String language = TextForms.language(wording.language());
    return language == null ? List.of() : List.of(language);
  }

  /**
   * What hits show.
   *
   * @return the videos that the shard has, in the order of the ids
   */
  public List<FetchedVideo> fetch(FetchQuery query) throws IOException {
    IndexSearcher searcher = shard.acquire();
    try {
      HighlightedWords words =
          HighlightedWords.of(query.words(), query.wording(), languages(query.wording(), searcher));
      return fetch.fetch(searcher, query, words);
    } finally {
      shard.release(searcher);
    }
  }

  /** What is known of a video's content, to look for others like it. */
  public VideoContent content(String id) throws IOException {
    IndexSearcher searcher = shard.acquire();
    try {
      return VideoContent.of(searcher, id);
    } finally {
      shard.release(searcher);
    }
  }
}
