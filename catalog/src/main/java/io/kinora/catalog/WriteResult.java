package io.kinora.catalog;

/** What became of a {@link VideoWrite}. */
public sealed interface WriteResult {

  String id();

  /**
   * Committed, and on its way to the log.
   *
   * @param created the video did not exist before (or had been deleted)
   */
  record Written(String id, long version, boolean created) implements WriteResult {}

  record NotFound(String id) implements WriteResult {}

  /** Somebody else changed it first. */
  record VersionConflict(String id, long expected, long current) implements WriteResult {}

  /** The change itself could not be accepted. */
  record Rejected(String id, InvalidValueException reason) implements WriteResult {}
}
