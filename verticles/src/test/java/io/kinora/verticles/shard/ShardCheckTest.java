package io.kinora.verticles.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.shard.LogPosition;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of a shard of one video, whose clock and whose reading wait for the test. */
class ShardCheckTest {

  private static final Duration SOON = Duration.ofSeconds(11);

  @TempDir Path folder;
  private final Queue<Runnable> reading = new ArrayDeque<>();
  private long now = System.nanoTime();
  private Shard shard;
  private ShardCheck check;

  @BeforeEach
  void commitsAVideo() throws IOException {
    VectorSpaces.Space space = new VectorSpaces.Space("none", 4);
    shard = Shard.open(folder, new VectorSpaces(space, space), ShardConfig.DEFAULT);
    VideoMetadata said = VideoMetadata.titled("Tram");
    shard.apply(new Video("tram", 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false));
    shard.commit(new LogPosition("log", 1));
    shard.refresh();
    check = new ShardCheck(shard, reading::add, () -> now);
  }

  @AfterEach
  void closes() throws IOException {
    shard.close();
  }

  @Test
  void what_rots_is_found_beside_the_feed_which_is_told_when_it_looks_again() throws IOException {
    rot();
    pass(SOON);

    check.look();
    check.look();
    assertThat(reading).hasSize(1);
    read();

    assertThatThrownBy(() -> check.look()).isInstanceOf(UnreadableShardException.class);
    assertThatCode(() -> check.look()).doesNotThrowAnyException();
  }

  @Test
  void all_is_read_soon_after_the_start_then_hourly_or_on_suspicion() throws IOException {
    check.look();
    assertThat(reading).isEmpty();
    pass(SOON);
    check.look();
    read();

    pass(Duration.ofMinutes(59));
    check.look();
    assertThat(reading).isEmpty();
    pass(Duration.ofMinutes(2));
    check.look();
    read();

    assertThat(check.suspect()).isTrue();
    assertThat(check.suspect()).isFalse();
    pass(SOON);
    check.look();
    assertThat(reading).hasSize(1);
  }

  @Test
  void however_long_reading_takes_the_next_does_not_begin_before_it_has_ended() throws IOException {
    pass(SOON);
    check.look();
    check.suspect();
    pass(Duration.ofHours(2));
    check.look();
    assertThat(reading).hasSize(1);

    read();
    check.look();
    assertThat(reading).isEmpty();
    pass(SOON);
    check.look();
    assertThat(reading).hasSize(1);
  }

  @Test
  void files_that_are_gone_are_found_while_all_is_still_being_read() throws IOException {
    pass(SOON);
    check.look();
    assertThat(reading).hasSize(1);
    Files.delete(data());
    pass(SOON);

    assertThatThrownBy(() -> check.look()).isInstanceOf(UnreadableShardException.class);
  }

  private void read() {
    reading.remove().run();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private Path data() {
    return folder.resolve("_0.cfs");
  }

  /** Other bytes than were written, in the very same file, as a bad disk gives them. */
  private void rot() throws IOException {
    try (FileChannel channel = FileChannel.open(data(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[64]), channel.size() / 2);
    }
  }
}
