package io.kinora.verticles.shard;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.UnreadableShardException;
import io.kinora.indexing.shard.VectorSpaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a shard's index lies: opens it, or an empty one in its place where it is of no use. */
class ShardFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ShardFolder.class);

  /** What a disk must take before an index is opened on it again. */
  private static final int TRIAL_BYTES = 4 << 20;

  /**
   * @param anew whether it is empty, to be filled from the log
   */
  record Opened(Shard shard, boolean anew) {}

  private final ShardVerticle.Source source;
  private final VectorSpaces spaces;
  private final ShardConfig config;

  ShardFolder(ShardVerticle.Source source, VectorSpaces spaces, ShardConfig config) {
    this.source = source;
    this.spaces = spaces;
    this.config = config;
  }

  /** The index that is there; an empty one if that is damaged or was fed from another log. */
  Opened open() throws IOException {
    Files.createDirectories(source.folder());
    Shard opened;
    try {
      opened = Shard.open(source.folder(), spaces, config);
    } catch (UnreadableShardException broken) {
      LOG.error(
          "Shard {} is damaged and is rebuilt from the log: {}",
          source.number(),
          broken.getMessage());
      return new Opened(openEmpty(), true);
    }
    boolean otherLog =
        opened.position().filter(p -> !p.log().equals(source.logIdentity())).isPresent();
    if (!otherLog) {
      return new Opened(opened, false);
    }
    LOG.warn("Shard {} was fed from another log; it is rebuilt from this one", source.number());
    opened.close();
    return new Opened(openEmpty(), true);
  }

  /** Deletes what is there, which must be closed, and starts over. */
  Shard openEmpty() throws IOException {
    wipe();
    return Shard.open(source.folder(), spaces, config);
  }

  /**
   * Finds out whether the disk takes something again.
   *
   * @throws IOException if not
   */
  void requireWritable() throws IOException {
    Files.createDirectories(source.folder());
    Path trial = source.folder().resolve("trial.tmp");
    try (FileChannel channel =
        FileChannel.open(
            trial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(TRIAL_BYTES);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      channel.force(true);
    } finally {
      Files.deleteIfExists(trial);
    }
  }

  /** Deletes it with all that is in it. */
  void delete() throws IOException {
    wipe();
    Files.deleteIfExists(source.folder());
  }

  private void wipe() throws IOException {
    Files.createDirectories(source.folder());
    try (Stream<Path> files = Files.walk(source.folder())) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        if (!file.equals(source.folder())) {
          Files.delete(file);
        }
      }
    }
  }
}
