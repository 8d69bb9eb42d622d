package io.kinora.indexing.shard;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The index is damaged or was written by another version. Nothing is lost by deleting its folder:
 * it is a view and can be rebuilt from the log.
 */
public final class UnreadableShardException extends IOException {

  public UnreadableShardException(Path index, String why, @Nullable Throwable cause) {
    super("index " + index + " cannot be read: " + why, cause);
  }
}
