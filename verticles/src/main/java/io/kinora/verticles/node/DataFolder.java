package io.kinora.verticles.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kinora.indexing.objects.LocalFolderObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node's data folder, held by one process at a time. The lock goes with the process, however it
 * ends; for people it names the process.
 */
final class DataFolder implements AutoCloseable {

  private final Path root;
  private final Optional<Path> shared;
  private final FileChannel channel;

  private DataFolder(Path root, Optional<Path> shared, FileChannel channel) {
    this.root = root;
    this.shared = shared;
    this.channel = channel;
  }

  /**
   * @param shared a folder that all nodes see, for the objects; else they lie here
   * @throws NodeStartException if it cannot be made or written, or another node has it
   */
  static DataFolder hold(Path root, Optional<Path> shared) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException same) {
        lock = null;
      }
      if (lock == null) {
        channel.close();
        throw new NodeStartException(
            "The data folder "
                + root
                + " is in use by another node; stop it, or name another folder with --data",
            null);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)));
      return new DataFolder(root, shared, channel);
    } catch (IOException unusable) {
      throw new NodeStartException(
          "The data folder " + root + " cannot be used: " + unusable, unusable);
    }
  }

  /** This node's name among others; the same each time it starts on this folder. */
  String nodeId() throws IOException {
    Path file = root.resolve("node.id");
    String known = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!known.isEmpty()) {
      return known;
    }
    String made = UUID.randomUUID().toString(); // a process that was killed may leave an empty file
    Files.writeString(file, made + "\n");
    return made;
  }

  Path root() {
    return root;
  }

  /** Where a replica of a generation of the index lies. */
  Path shard(int generation, int number) {
    return generations().resolve(Integer.toString(generation)).resolve(Integer.toString(number));
  }

  private Path generations() {
    return root.resolve("index");
  }

  /** Deletes the indexes of all generations but these. */
  void deleteGenerationsBut(Collection<Integer> numbers) throws IOException {
    deleteTree(root.resolve("shards")); // where they lay before there were generations
    if (!Files.isDirectory(generations())) {
      return;
    }
    deleteAllBut(numbers.stream().map(n -> n.toString()).toList(), generations());
  }

  private static void deleteAllBut(Collection<String> names, Path parent) throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      for (Path folder : folders.toList()) {
        if (!names.contains(folder.getFileName().toString())) {
          deleteTree(folder);
        }
      }
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * What this node's part of the counting keeps. What it kept of other logs, which do not come
   * back, is deleted.
   *
   * @param log identity of the log that is counted
   */
  Path counters(String log) throws IOException {
    Path all = root.resolve("counters");
    if (Files.isDirectory(all)) {
      deleteAllBut(List.of(log), all);
    }
    return all.resolve(log);
  }

  Path objects() {
    return shared.orElse(root).resolve("objects");
  }

  /**
   * Where files lie while they arrive: on the objects' file system, so that a finished one is only
   * moved.
   */
  Path uploads() throws IOException {
    Path folder = shared.orElse(root).resolve("uploads");
    return shared.isPresent() ? folder.resolve(nodeId()) : folder;
  }

  /** Where files of all nodes lie while they arrive, or are made objects of. */
  List<Path> underWay() {
    return List.of(
        shared.orElse(root).resolve("uploads"), LocalFolderObjectStore.incoming(objects()));
  }

  Path models() {
    return root.resolve("models");
  }

  /** For an index that exists only while the node starts. */
  Path rehearsal() {
    return root.resolve("rehearsal");
  }

  /** Tells commands on this machine where the node answers. */
  void announce(String url) throws IOException {
    Files.writeString(root.resolve("node.url"), url + "\n");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(root.resolve("node.url"));
    channel.close();
  }
}
