package io.kinora.catalog.postgres;

import io.kinora.catalog.Video;
import java.util.List;

/**
 * What is to be published next.
 *
 * @param entries distinct videos, oldest change first
 * @param seqs the outbox rows that are done with once the entries are published
 */
public record OutboxBatch(List<Entry> entries, List<Long> seqs) {

  /**
   * @param video its latest state, which may be newer than the change that brought it here
   * @param firstPublic the video has become public: viewers have not heard of it before
   */
  public record Entry(Video video, boolean firstPublic) {}

  public OutboxBatch {
    entries = List.copyOf(entries);
    seqs = List.copyOf(seqs);
  }

  public boolean isEmpty() {
    return seqs.isEmpty();
  }
}
