package io.kinora.search.shard;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.VideoAnalyzers;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
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
  private final Analyzer analyzer = VideoAnalyzers.words();
  private final FacetCounts facetCounts;
  private final VideoFetch fetch;

  public ShardSearch(Shard shard, ShardSearchConfig config) {
    this.shard = shard;
    this.config = config;
    this.facetCounts = new FacetCounts(config.facetValues());
    this.fetch = new VideoFetch(new Highlighter(analyzer, config.fragmentLength()), shard.blocks());
  }

  /**
   * @return what was found; steps that ran out of time are named in it and gave what they had
   * @throws InvalidValueException if the window, a facet or a vector's dimension is not allowed
   */
  public ShardAnswer search(ShardQuery query, Deadline deadline) throws IOException {
    if (query.window() < 1 || query.window() > MAX_WINDOW) {
      throw new InvalidValueException("window", query.window(), "1 to " + MAX_WINDOW);
    }
    for (String facet : query.facets()) {
      FacetCounts.field(facet);
    }
    IndexSearcher searcher = shard.acquire();
    try {
      StageClock clock = new StageClock();
      AcceptedVideos accepted = AcceptedVideos.of(searcher, shard.blocks(), query.filter());
      clock.book("filter", -1, -1);
      ShardRun run = new ShardRun(searcher, accepted, query, config, facetCounts, deadline, clock);
      run.prepare(analyzer, shard.spaces());
      clock.book("prepare", -1, -1);
      return run.answer();
    } finally {
      shard.release(searcher);
    }
  }

  /**
   * What hits show.
   *
   * @return the videos that the shard has, in the order of the ids
   */
  public List<FetchedVideo> fetch(FetchQuery query) throws IOException {
    IndexSearcher searcher = shard.acquire();
    try {
      return fetch.fetch(searcher, query);
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
