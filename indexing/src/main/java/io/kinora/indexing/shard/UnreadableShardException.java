package io.kinora.indexing.shard;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.jspecify.annotations.Nullable;

/**
 * The index is damaged or was written by another version. Nothing is lost by deleting its folder:
 * it is a view and can be rebuilt from the log.
 */
public final class UnreadableShardException extends IOException {

  public UnreadableShardException(Path index, String why, @Nullable Throwable cause) {
    super("index " + index + " cannot be read: " + why, cause);
  }

  /**
   * This exception where a failure to read means damage or another version; else the failure
   * itself, thrown at once if it is unchecked.
   */
  static IOException ifDamaged(Path index, Exception failure) {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return isDamage(failure)
        ? new UnreadableShardException(index, String.valueOf(failure.getMessage()), failure)
        : (IOException) failure;
  }

  static boolean isDamage(Exception failure) {
    return failure instanceof UnreadableShardException
        || failure instanceof CorruptIndexException
        || failure instanceof IndexFormatTooOldException
        || failure instanceof IndexFormatTooNewException
        || failure instanceof EOFException
        || failure instanceof FileNotFoundException
        || failure instanceof NoSuchFileException;
  }
}
