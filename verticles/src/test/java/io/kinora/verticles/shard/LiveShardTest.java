package io.kinora.verticles.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.wire.VideoCodec;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.LogReader;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.cluster.log.Topics;
import io.kinora.indexing.shard.LogPosition;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard that is fed from a log of {@value #VIDEOS} videos and breaks in one way or another. */
class LiveShardTest {

  private static final int VIDEOS = 20;

  /** What so many videos take, and more. */
  private static final int COMMITTED_BYTES = 8192;

  private static final int ROTTEN_BYTES = 256;
  private static final String NO_LOG = "of no log";

  /** A bound on a hang, not a measure. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("text", 4), new VectorSpaces.Space("sight", 4));

  @TempDir static Path kafkaFolder;
  private static EmbeddedKafka kafka;

  @TempDir Path folder;

  @BeforeAll
  static void startsALog() throws Exception {
    kafka = EmbeddedKafka.start(kafkaFolder);
    Topics.ensure(kafka.bootstrap(), 1, 1);
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      for (int i = 0; i < VIDEOS; i++) {
        byte[] record = VideoCodec.encode(video(i));
        log.append(Topics.VIDEOS, 0, "tram-" + i, record).get(20, TimeUnit.SECONDS);
      }
    }
  }

  @AfterAll
  static void stopsTheLog() {
    kafka.close();
  }

  @Test
  void a_damaged_shard_whose_disk_refuses_at_first_is_rebuilt_once_the_disk_does_not()
      throws Exception {
    RefusingFolder refusing = new RefusingFolder(source());
    LiveShard live = open(source(), refusing);
    try {
      until("it holds the log", () -> live.caughtUp() && videos(live) == VIDEOS);
      Shard first = live.shard();
      deleteFiles();

      until("the disk has refused", () -> refusing.left.get() < RefusingFolder.TIMES);
      assertThat(live.rebuilding()).isTrue();
      until("it is rebuilt", () -> live.shard() != first && !live.rebuilding());
      assertThat(videos(live)).isEqualTo(VIDEOS);
      assertThat(live.trouble()).isEmpty();
    } finally {
      live.close();
    }
  }

  @Test
  void wherever_a_closed_shard_rots_it_opens_again_as_it_was_or_empty() throws Exception {
    for (int at = 0; at < COMMITTED_BYTES; at += ROTTEN_BYTES) {
      Path rotten = Files.createDirectory(folder.resolve("at-" + at));
      ShardVerticle.Source source = withoutLog(rotten);
      commit(rotten);
      rot(rotten, at);

      LiveShard live = open(source, new ShardFolder(source, SPACES, ShardConfig.DEFAULT));
      long held = videos(live);
      assertThat(held).as("at %s", at).isEqualTo(live.rebuilding() ? 0 : VIDEOS);
      live.close();
    }
  }

  private static void commit(Path index) throws IOException {
    try (Shard shard = Shard.open(index, SPACES, ShardConfig.DEFAULT)) {
      for (int i = 0; i < VIDEOS; i++) {
        shard.apply(video(i));
      }
      shard.commit(new LogPosition(NO_LOG, VIDEOS));
    }
  }

  private static void rot(Path index, int at) throws IOException {
    Path file = index.resolve("_0.cfs");
    byte[] bytes = Files.readAllBytes(file);
    int from = Math.min(at, bytes.length - ROTTEN_BYTES);
    Arrays.fill(bytes, from, from + ROTTEN_BYTES, (byte) 0xff);
    Files.write(file, bytes);
  }

  private static ShardVerticle.Source withoutLog(Path index) {
    return new ShardVerticle.Source(
        new ReplicaName(1, 0, "here"),
        index,
        NO_LOG,
        from -> {
          throw new LogUnavailableException("away", new IOException());
        });
  }

  /** A disk that is read-only for a while. */
  private static final class RefusingFolder extends ShardFolder {

    static final int TIMES = 3;

    final AtomicInteger left = new AtomicInteger(TIMES);

    RefusingFolder(ShardVerticle.Source source) {
      super(source, SPACES, ShardConfig.DEFAULT);
    }

    @Override
    Shard openEmpty() throws IOException {
      if (left.getAndDecrement() > 0) {
        throw new IOException("Read-only file system");
      }
      return super.openEmpty();
    }
  }

  private static Video video(int number) {
    VideoMetadata said = VideoMetadata.titled("Tram number " + number);
    return new Video(
        "tram-" + number, 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
  }

  private ShardVerticle.Source source() {
    return new ShardVerticle.Source(
        new ReplicaName(1, 0, "here"),
        folder,
        LogIdentity.of(kafka.bootstrap(), Topics.VIDEOS),
        from -> LogReader.open(kafka.bootstrap(), Topics.VIDEOS, 0, from));
  }

  private static LiveShard open(ShardVerticle.Source source, ShardFolder from) throws IOException {
    return LiveShard.open(source, from, ShardSearchConfig.DEFAULT, Duration.ofMillis(50), () -> {});
  }

  private static long videos(LiveShard live) throws IOException {
    return live.shard().stats().videos();
  }

  private void deleteFiles() throws IOException {
    for (Path file : files()) {
      Files.deleteIfExists(file);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void until(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(20);
    }
  }
}
