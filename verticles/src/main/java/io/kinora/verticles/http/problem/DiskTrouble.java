package io.kinora.verticles.http.problem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells that the disk takes nothing from a failure of ours. Java has no types for it, but words.
 */
final class DiskTrouble {

  private static final List<String> REASONS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Read-only file system",
          "Input/output error");

  private DiskTrouble() {}

  /** What is wrong with the disk, for people; empty if the failure is about something else. */
  static Optional<String> of(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean ofFiles =
          cause instanceof IOException || cause instanceof io.vertx.core.file.FileSystemException;
      String said = ofFiles ? words(cause) : "";
      for (String reason : REASONS) {
        if (said.contains(reason)) {
          return Optional.of(reason.toLowerCase(Locale.ROOT));
        }
      }
    }
    return Optional.empty();
  }

  private static String words(Throwable failure) {
    return failure instanceof FileSystemException file
        ? String.valueOf(file.getReason())
        : String.valueOf(failure.getMessage());
  }
}
