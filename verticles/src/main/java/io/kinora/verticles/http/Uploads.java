package io.kinora.verticles.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The folder where files lie while they arrive. */
final class Uploads {

  private static final String ENDING = ".part";

  private Uploads() {}

  /** Makes the folder, and removes what a crash left in it. */
  static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : unfinished) {
        Files.delete(file);
      }
    }
  }

  static Path newFile(Path folder) {
    return folder.resolve(UUID.randomUUID() + ENDING);
  }
}
