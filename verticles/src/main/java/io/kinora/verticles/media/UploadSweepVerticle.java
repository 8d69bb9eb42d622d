package io.kinora.verticles.media;

import io.kinora.catalog.postgres.UnclaimedUploads;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.indexing.objects.UploadKeys;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Worker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes uploaded files that no video names any more, with the pictures of their frames, and files
 * that nodes that are gone left under way. Several nodes may do so at once: what is gone already is
 * no error.
 */
public final class UploadSweepVerticle extends Worker {

  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LOOKED_EVERY = Duration.ofHours(1);
  private static final int AT_ONCE = 50;

  /** With so many it is the disk, not the files. */
  private static final int MOST_STUCK = 1_000;

  private final UnclaimedUploads uploads;
  private final ObjectStore objects;
  private final AbandonedFiles abandoned;
  private final BoundedPool pool;
  private Instant nextLook = Instant.MIN;

  /**
   * @param pool where files are removed
   */
  public UploadSweepVerticle(
      UnclaimedUploads uploads, ObjectStore objects, AbandonedFiles abandoned, BoundedPool pool) {
    super(IDLE);
    this.uploads = uploads;
    this.objects = objects;
    this.abandoned = abandoned;
    this.pool = pool;
  }

  /** One that cannot be removed keeps none of the others; it is tried again with the next step. */
  @Override
  protected boolean step() throws IOException {
    Map<String, Exception> stuck = new LinkedHashMap<>();
    List<String> due = uploads.due(AT_ONCE, stuck.keySet()).await();
    while (!due.isEmpty() && stuck.size() < MOST_STUCK) {
      List<String> some = due;
      uploads.removed(pool.run(() -> remove(some, stuck)).await()).await();
      due = uploads.due(AT_ONCE, stuck.keySet()).await();
    }
    if (!stuck.isEmpty()) {
      Map.Entry<String, Exception> first = stuck.entrySet().iterator().next();
      throw new IOException(
          "%d uploads cannot be removed; %s: %s"
              .formatted(stuck.size(), first.getKey(), first.getValue()),
          first.getValue());
    }
    removeAbandoned();
    return false;
  }

  private void removeAbandoned() {
    Instant now = Instant.now();
    if (now.isBefore(nextLook)) {
      return;
    }
    pool.run(
            () -> {
              abandoned.remove(now);
              return now;
            })
        .await();
    nextLook = now.plus(LOOKED_EVERY);
  }

  /**
   * @return those that are gone
   */
  private List<String> remove(List<String> mediaKeys, Map<String, Exception> stuck) {
    List<String> gone = new ArrayList<>();
    for (String key : mediaKeys) {
      giveUpIfStopping();
      try {
        objects.delete(key);
        objects.delete(UploadKeys.frames(key));
        gone.add(key);
      } catch (IOException | RuntimeException failure) {
        stuck.put(key, failure);
      }
    }
    return gone;
  }
}
