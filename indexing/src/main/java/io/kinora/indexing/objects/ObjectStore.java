package io.kinora.indexing.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files by key. Keys are {@code /}-separated paths of {@code [A-Za-z0-9._~-]} segments, no {@code
 * .} or {@code ..} segment. An object is written whole or not at all and never changes: new content
 * gets a new key.
 */
public interface ObjectStore {

  /** Stores an object durably; when this returns it survives a crash. Replaces what was there. */
  void put(String key, InputStream content) throws IOException;

  /** Takes over a finished local file (moved, not copied, where possible), durably. */
  void adopt(String key, Path file) throws IOException;

  /** An object's content, or empty if there is none. The caller closes the stream. */
  Optional<InputStream> open(String key) throws IOException;

  /**
   * A local file with the object's content, for readers that need a path (FFmpeg, sendfile). Not to
   * be written to.
   *
   * @return empty if there is no such object
   */
  Optional<Path> file(String key) throws IOException;

  /**
   * Removes an object, or all objects below a key that ends in {@code /}. Absent ones are no error.
   */
  void delete(String key) throws IOException;
}
