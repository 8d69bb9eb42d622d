package io.kinora.verticles.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the media files in and below a folder, which may be named by a link. Within it links to
 * files are followed, links to folders are not. What cannot be visited is told, and the rest is
 * found all the same.
 */
final class MediaFolder extends SimpleFileVisitor<Path> {

  private final Path named;
  private final Path real;
  private final Predicate<Path> isMedia;
  private final BiConsumer<String, String> failures;
  private final List<Path> found = new ArrayList<>();

  private MediaFolder(
      Path named, Path real, Predicate<Path> isMedia, BiConsumer<String, String> failures) {
    this.named = named;
    this.real = real;
    this.isMedia = isMedia;
    this.failures = failures;
  }

  /**
   * @param isMedia by the name alone
   * @param failures takes where and why something could not be visited
   * @return sorted by path
   */
  static List<Path> files(Path folder, Predicate<Path> isMedia, BiConsumer<String, String> failures)
      throws IOException {
    MediaFolder visitor = new MediaFolder(folder, folder.toRealPath(), isMedia, failures);
    Files.walkFileTree(visitor.real, visitor);
    Collections.sort(visitor.found);
    return visitor.found;
  }

  /** For people; without the path, which is told beside it. */
  static String reason(IOException unreadable) {
    String why =
        switch (unreadable) {
          case AccessDeniedException denied -> "permission denied";
          case CharacterCodingException foreign -> "not UTF-8";
          case FileSystemException told when told.getReason() != null -> told.getReason();
          default -> String.valueOf(unreadable.getMessage());
        };
    return "cannot be read: " + why;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (isMedia.test(file) && Files.isRegularFile(file)) {
      found.add(asNamed(file));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException unreadable) {
    failures.accept(asNamed(path).toString(), reason(unreadable));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException brokenOff) {
    if (brokenOff != null) {
      failures.accept(asNamed(folder).toString(), reason(brokenOff));
    }
    return FileVisitResult.CONTINUE;
  }

  /** Under the name that the folder was given, and not where a link leads. */
  private Path asNamed(Path visited) {
    return named.resolve(real.relativize(visited));
  }
}
