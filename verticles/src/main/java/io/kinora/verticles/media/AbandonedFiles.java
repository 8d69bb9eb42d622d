package io.kinora.verticles.media;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that were under way on a node that never came back: one that does removes its own. The
 * folders stay, for a node may hold one in which there is nothing for a while.
 */
public final class AbandonedFiles {

  /** Longer than any file is on its way without a byte being added. */
  private static final Duration UNTOUCHED_FOR = Duration.ofDays(7);

  private final List<Path> folders;

  /**
   * @param folders of nothing but files under way; one that is not there is empty
   */
  public AbandonedFiles(List<Path> folders) {
    this.folders = folders;
  }

  /**
   * @throws IOException once the others are gone, if one cannot be removed
   */
  void remove(Instant now) throws IOException {
    Removal removal = new Removal(now.minus(UNTOUCHED_FOR));
    for (Path folder : folders) {
      Files.walkFileTree(folder, removal);
    }
    if (removal.failure != null) {
      throw removal.failure;
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {

    private final Instant last;
    private @Nullable IOException failure;

    Removal(Instant last) {
      this.last = last;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.lastModifiedTime().toInstant().isBefore(last)) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException undeletable) {
          failure = undeletable;
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      if (!(unreadable instanceof NoSuchFileException)) { // else it was finished meanwhile
        failure = unreadable;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
