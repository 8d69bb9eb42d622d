package io.kinora.verticles.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder whose innermost folders no process can open by path, an administrator's neither: their
 * paths are longer than the 4096 bytes that the operating system takes. Two halves are made, each
 * short enough, and one is moved into the other; closing moves it back, so that they can be
 * deleted.
 */
record TooDeepFolder(Path top, Path half, Path within) implements AutoCloseable {

  private static final int NAME = 200;
  private static final int LEVELS = 12;

  static TooDeepFolder in(Path top) throws IOException {
    Path innermost = nested(Files.createDirectory(top));
    Path half = Files.createDirectory(top.resolveSibling(top.getFileName() + "-half"));
    nested(half);
    return new TooDeepFolder(top, half, Files.move(half, innermost.resolve("half")));
  }

  private static Path nested(Path folder) throws IOException {
    Path innermost = folder;
    for (int i = 0; i < LEVELS; i++) {
      innermost = innermost.resolve("d".repeat(NAME));
    }
    return Files.createDirectories(innermost);
  }

  @Override
  public void close() throws IOException {
    Files.move(within, half);
  }
}
