package io.kinora.catalog.postgres;

import io.kinora.catalog.News;
import io.kinora.catalog.Video;
import java.util.List;
import java.util.Set;

/**
 * What is to be published next.
 *
 * @param entries distinct videos, oldest change first
 * @param seqs the outbox rows that are done with once the entries are published
 */
public record OutboxBatch(List<Entry> entries, List<Long> seqs) {

  /**
   * @param video its latest state, which may be newer than the change that brought it here
   * @param news what viewers have not heard of it before; mostly empty
   */
  public record Entry(Video video, Set<News> news) {

    public Entry {
      news = Set.copyOf(news);
    }

    /** The video has become public. */
    public boolean firstPublic() {
      return news.contains(News.PUBLIC);
    }
  }

  public OutboxBatch {
    entries = List.copyOf(entries);
    seqs = List.copyOf(seqs);
  }

  public boolean isEmpty() {
    return seqs.isEmpty();
  }
}
