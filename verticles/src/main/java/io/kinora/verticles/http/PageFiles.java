package io.kinora.verticles.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The web page's files, held in memory: what is not in here does not exist, whatever a path says.
 */
public final class PageFiles {

  private static final long MOST_BYTES = 32 << 20;

  private final Map<String, StaticContent> byPath;

  private PageFiles(Map<String, StaticContent> byPath) {
    this.byPath = Map.copyOf(byPath);
  }

  /** No page at all. */
  public static PageFiles none() {
    return new PageFiles(Map.of());
  }

  /**
   * All files below a folder.
   *
   * @throws IOException if they cannot be read, or are more than 32 MB together
   */
  public static PageFiles load(Path folder) throws IOException {
    Map<String, StaticContent> byPath = new HashMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
      if (bytes > MOST_BYTES) {
        throw new IOException(folder + " holds more than " + MOST_BYTES + " bytes");
      }
      String path = folder.relativize(file).toString().replace('\\', '/');
      byPath.put(path, StaticContent.of(ContentTypes.ofName(path), Files.readAllBytes(file)));
    }
    return new PageFiles(byPath);
  }

  /**
   * All files below a folder of the class path, in a jar or not.
   *
   * @param folder e.g. {@code /web}
   */
  public static PageFiles fromClassPath(String folder) throws IOException {
    URL url = PageFiles.class.getResource(folder);
    if (url == null) {
      throw new IOException("no " + folder + " on the class path");
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        return load(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return load(jar.getPath(folder));
      } catch (FileSystemAlreadyExistsException open) {
        return load(FileSystems.getFileSystem(uri).getPath(folder));
      }
    } catch (URISyntaxException malformed) {
      throw new IOException(malformed);
    }
  }

  /**
   * @param path below the page's root, without a leading slash; empty for the page itself
   */
  Optional<StaticContent> find(String path) {
    return Optional.ofNullable(byPath.get(path.isEmpty() ? "index.html" : path));
  }
}
