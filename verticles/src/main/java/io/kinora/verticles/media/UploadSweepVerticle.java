package io.kinora.verticles.media;

import io.kinora.catalog.postgres.UnclaimedUploads;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.indexing.objects.UploadKeys;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Removes uploaded files that no video names any more, with the pictures of their frames. Several
 * nodes may do so at once: what is gone already is no error.
 */
public final class UploadSweepVerticle extends Worker {

  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final int AT_ONCE = 50;

  private final UnclaimedUploads uploads;
  private final ObjectStore objects;
  private final BoundedPool pool;

  /**
   * @param pool where files are removed
   */
  public UploadSweepVerticle(UnclaimedUploads uploads, ObjectStore objects, BoundedPool pool) {
    super(IDLE);
    this.uploads = uploads;
    this.objects = objects;
    this.pool = pool;
  }

  @Override
  protected boolean step() {
    List<String> due = uploads.due(AT_ONCE).await();
    if (due.isEmpty()) {
      return false;
    }
    pool.run(() -> remove(due)).await();
    uploads.removed(due).await();
    return true;
  }

  private int remove(List<String> mediaKeys) throws IOException {
    for (String key : mediaKeys) {
      giveUpIfStopping();
      objects.delete(key);
      objects.delete(UploadKeys.frames(key));
    }
    return mediaKeys.size();
  }
}
