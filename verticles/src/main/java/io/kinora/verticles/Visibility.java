package io.kinora.verticles;

import io.vertx.core.Future;
import java.time.Duration;

/** What searches can see of the catalogue's writes. */
public interface Visibility {

  /** The version of a video that searches see, deletions included; 0 if its shard never saw it. */
  Future<Long> visibleVersion(String id);

  /**
   * Waits until searches see a video at this version or a later one.
   *
   * @return false if the time ran out first
   */
  Future<Boolean> awaitVisible(String id, long version, Duration patience);
}
