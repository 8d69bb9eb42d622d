package io.kinora.verticles.http;

import io.kinora.indexing.objects.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects as files of a folder. */
record FolderObjects(Path folder) implements ObjectStore {

  @Override
  public void put(String key, InputStream content) throws IOException {
    Path file = folder.resolve(key);
    Files.createDirectories(file.getParent());
    Files.copy(content, file);
  }

  @Override
  public void adopt(String key, Path file) throws IOException {
    Path target = folder.resolve(key);
    Files.createDirectories(target.getParent());
    Files.move(file, target);
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    Optional<Path> file = file(key);
    return file.isEmpty() ? Optional.empty() : Optional.of(Files.newInputStream(file.get()));
  }

  @Override
  public Optional<Path> file(String key) {
    return Optional.of(folder.resolve(key)).filter(Files::isRegularFile);
  }

  @Override
  public void delete(String key) throws IOException {
    Files.deleteIfExists(folder.resolve(key));
  }

  List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
