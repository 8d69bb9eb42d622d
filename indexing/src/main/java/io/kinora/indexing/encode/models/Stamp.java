package io.kinora.indexing.encode.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers what a file's sum was when it had this size and time, so that a start need not read
 * hundreds of megabytes to know that nothing changed.
 */
record Stamp(String sha256, long size, long modifiedMs) {

  static Stamp of(Path file, String sha256) throws IOException {
    return new Stamp(sha256, Files.size(file), Files.getLastModifiedTime(file).toMillis());
  }

  /** Empty if there is none, or none that can be read: then the file is summed again. */
  static Optional<Stamp> read(Path stamp) throws IOException {
    if (!Files.isRegularFile(stamp)) {
      return Optional.empty();
    }
    String[] parts = Files.readString(stamp).strip().split(" ", -1);
    if (parts.length != 3 || !parts[1].matches("\\d{1,18}") || !parts[2].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(new Stamp(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
  }

  void write(Path stamp) throws IOException {
    Files.createDirectories(stamp.toAbsolutePath().getParent());
    Files.writeString(stamp, sha256 + " " + size + " " + modifiedMs + "\n");
  }
}
