package io.kinora.catalog;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue as the API sees it: reads and writes of videos, true once the future succeeds. It
 * fails with {@link CatalogueUnavailableException} while the store is away.
 */
public interface VideoCatalogue {

  /** The video, or empty if there is none or it was deleted. */
  Future<Optional<Video>> find(String id);

  /**
   * Applies writes in order, in one transaction with their outbox rows and the jobs they call for.
   * Several writes of one id in a list see one another. A write that changes nothing keeps the
   * version. A result that is not {@code Written} does not stop the others.
   *
   * @return one result a write, in order
   */
  Future<List<WriteResult>> write(List<VideoWrite> writes);

  /**
   * An uploaded file is about to be stored; the write that names it follows. Without that write it
   * is removed in time.
   */
  Future<Void> expect(String mediaKey);

  /**
   * What background work is still to be done for a video, or how it failed; empty if nothing is
   * left to do.
   */
  Future<Optional<JobState>> pending(String id);

  /**
   * The videos that show the same, oldest first, 100 at most; empty if there is no such group.
   *
   * @param group as {@link Derived#group} has it
   */
  Future<List<String>> group(String group);

  /**
   * The first unfinished stage of a video.
   *
   * @param percent of the stage, 0 to 100
   * @param failure why it failed for good, or null
   */
  record JobState(Stage stage, int percent, @org.jspecify.annotations.Nullable String failure) {}
}
