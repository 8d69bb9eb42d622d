package io.kinora.indexing.shard;

import static io.kinora.indexing.shard.VideoFixture.SPACES;
import static io.kinora.indexing.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShardTest {

  private static final LogPosition AT_7 = new LogPosition("log-1", 7);

  @TempDir Path folder;
  private Shard shard;

  @BeforeEach
  void open() throws IOException {
    shard = Shard.open(folder, SPACES, ShardConfig.DEFAULT);
  }

  @AfterEach
  void close() throws IOException {
    shard.close();
  }

  private void reopen() throws IOException {
    shard.close();
    open();
  }

  private int found(String word) throws IOException {
    return count(new TermQuery(new Term(ShardFields.WORDS, word)));
  }

  private int count(Query query) throws IOException {
    IndexSearcher searcher = shard.acquire();
    try {
      return searcher.count(query);
    } finally {
      shard.release(searcher);
    }
  }

  @Test
  void a_video_is_seen_after_a_refresh_and_not_before() throws IOException {
    shard.apply(video("a").titled("lighthouse").build());
    assertThat(found("lighthous")).isZero();
    assertThat(shard.visibleVersion("a")).isZero();

    assertThat(shard.refresh()).isTrue();
    assertThat(found("lighthous")).isOne();
    assertThat(shard.visibleVersion("a")).isOne();
    assertThat(shard.refresh()).isFalse();
  }

  @Test
  void a_newer_version_replaces_the_video_and_all_its_frames() throws IOException {
    shard.apply(video("a").titled("old").frame(0, 1, 0, 0).frame(5, 0, 1, 0).build());
    shard.refresh();
    shard.apply(video("a").version(2).titled("new").frame(9, 0, 0, 1).build());
    shard.refresh();

    assertThat(found("old")).isZero();
    assertThat(found("new")).isOne();
    assertThat(shard.stats().videos()).isOne();
    assertThat(shard.stats().frames()).isOne();
  }

  @Test
  void a_version_that_is_not_newer_is_ignored_before_and_after_a_refresh() throws IOException {
    assertThat(shard.apply(video("a").version(5).titled("five").build())).isTrue();
    assertThat(shard.apply(video("a").version(4).titled("four").build())).isFalse();
    assertThat(shard.apply(video("a").version(5).titled("again").build())).isFalse();
    shard.refresh();
    assertThat(shard.apply(video("a").version(4).titled("four").build())).isFalse();
    shard.refresh();

    assertThat(found("five")).isOne();
    assertThat(found("four")).isZero();
  }

  @Test
  void versions_are_remembered_across_a_restart() throws IOException {
    shard.apply(video("a").version(5).titled("five").build());
    shard.apply(video("b").version(3).deleted());
    shard.commit(AT_7);
    reopen();

    assertThat(shard.apply(video("a").version(5).titled("again").build())).isFalse();
    assertThat(shard.apply(video("b").version(2).titled("ghost").build())).isFalse();
    assertThat(shard.visibleVersion("b")).isEqualTo(3);
  }

  @Test
  void a_deleted_video_is_gone_with_its_frames_and_an_older_record_does_not_bring_it_back()
      throws IOException {
    shard.apply(video("a").titled("ghost").frame(0, 1, 0, 0).build());
    shard.apply(video("a").version(2).deleted());
    assertThat(shard.apply(video("a").version(1).titled("ghost").build())).isFalse();
    shard.refresh();
    assertThat(shard.apply(video("a").version(1).titled("ghost").build())).isFalse();
    shard.refresh();

    assertThat(found("ghost")).isZero();
    assertThat(shard.visibleVersion("a")).isEqualTo(2);
    assertThat(shard.stats().videos()).isZero();
    assertThat(shard.stats().frames()).isZero();
    assertThat(shard.stats().tombstones()).isOne();
  }

  @Test
  void a_deleted_video_can_come_back_with_a_newer_version() throws IOException {
    shard.apply(video("a").version(2).deleted());
    shard.apply(video("a").version(3).titled("phoenix").build());
    shard.refresh();

    assertThat(found("phoenix")).isOne();
    assertThat(shard.stats().tombstones()).isZero();
  }

  @Test
  void a_commit_holds_documents_and_position_together() throws IOException {
    assertThat(shard.position()).isEmpty();
    shard.apply(video("a").titled("kept").build());
    shard.commit(AT_7);
    shard.apply(video("b").titled("lost").build());
    shard.refresh();
    assertThat(found("lost")).isOne();
    reopen();

    assertThat(shard.position()).contains(AT_7);
    assertThat(found("kept")).isOne();
    assertThat(found("lost")).isZero();
    assertThat(shard.apply(video("b").titled("lost").build())).isTrue();
  }

  @Test
  void other_encoders_are_refused_by_name_even_before_the_first_commit() throws IOException {
    shard.close();
    VectorSpaces others = new VectorSpaces(new VectorSpaces.Space("prose", 4), SPACES.sight());

    assertThatThrownBy(() -> Shard.open(folder, others, ShardConfig.DEFAULT))
        .isInstanceOf(WrongSpacesException.class)
        .hasMessageContaining("words/4")
        .hasMessageContaining("prose/4");
    open();
  }

  @Test
  void a_damaged_index_says_that_it_can_be_rebuilt() throws IOException {
    shard.apply(video("a").build());
    shard.commit(AT_7);
    shard.close();
    overwriteMiddle(newest("segments_"));

    assertThatThrownBy(() -> Shard.open(folder, SPACES, ShardConfig.DEFAULT))
        .isInstanceOf(UnreadableShardException.class)
        .hasMessageContaining(folder.toString());
    deleteAll();
    open();
    assertThat(shard.position()).isEmpty();
  }

  @Test
  void a_missing_segment_file_says_that_the_index_can_be_rebuilt() throws IOException {
    shard.apply(video("a").build());
    shard.commit(AT_7);
    shard.close();
    Files.delete(newest("_"));

    assertThatThrownBy(() -> Shard.open(folder, SPACES, ShardConfig.DEFAULT))
        .isInstanceOf(UnreadableShardException.class);
    deleteAll();
    open();
  }

  private Path newest(String prefix) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  private static void overwriteMiddle(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), channel.size() / 2);
    }
  }

  private void deleteAll() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void a_vector_of_another_dimension_is_left_out_and_counted_and_stops_nothing()
      throws IOException {
    shard.apply(video("a").titled("odd").text(1, 2).frame(0, 1, 0).frame(1, 0, 0, 1).build());
    shard.apply(video("b").seen(0, 0, 0).build());
    shard.apply(video("c").seen(Float.NaN, 0, 1).build());
    shard.refresh();

    assertThat(found("odd")).isOne();
    assertThat(shard.stats().videos()).isEqualTo(3);
    assertThat(shard.stats().frames()).isOne();
    assertThat(shard.stats().outsideSpace()).isEqualTo(4);
  }

  @Test
  void unseen_versions_are_bounded() throws IOException {
    shard.close();
    ShardConfig tight =
        new ShardConfig(
            64,
            ShardConfig.VectorFormat.INT8,
            ShardConfig.VectorFormat.INT8,
            16,
            100,
            4,
            100,
            "en");
    shard = Shard.open(folder, SPACES, tight);
    for (int i = 0; i <= 100; i++) {
      shard.apply(video("v" + i).build());
    }

    assertThat(shard.visibleVersion("v0")).as("a refresh made room").isOne();
  }

  @Test
  void compacting_leaves_one_segment_and_nothing_replaced() throws IOException {
    for (int version = 1; version <= 3; version++) {
      shard.apply(video("a").version(version).build());
      shard.apply(video("b" + version).build());
      shard.refresh();
    }
    shard.compact();

    assertThat(shard.stats().segments()).isOne();
    assertThat(shard.stats().replaced()).isZero();
    assertThat(shard.stats().videos()).isEqualTo(4);
  }

  @Test
  void a_shard_left_alone_settles_in_one_segment() throws IOException {
    for (int i = 0; i < 3; i++) {
      shard.apply(video("v" + i).build());
      shard.refresh();
    }
    assertThat(shard.stats().segments()).isEqualTo(3);

    awaitSettled();
    assertThat(shard.stats().videos()).isEqualTo(3);
    assertThat(shard.settle()).as("there is nothing left to do").isFalse();
  }

  @Test
  void settling_leaves_a_trickle_of_writes_beside_the_rest_alone() throws IOException {
    for (int i = 0; i < 9; i++) {
      shard.apply(video("v" + i).build());
    }
    shard.refresh();
    shard.apply(video("late").build());
    shard.refresh();

    assertThat(shard.settle()).isFalse();
    assertThat(shard.stats().segments()).isEqualTo(2);
  }

  private void awaitSettled() throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (shard.stats().segments() > 1 && System.nanoTime() < until) {
      shard.settle();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(shard.stats().segments()).isOne();
  }

  @Test
  void a_view_in_use_does_not_change() throws IOException {
    shard.apply(video("a").titled("first").build());
    shard.refresh();
    IndexSearcher before = shard.acquire();
    shard.apply(video("a").version(2).titled("second").build());
    shard.refresh();

    assertThat(before.count(new TermQuery(new Term(ShardFields.WORDS, "first")))).isOne();
    shard.release(before);
    assertThat(found("first")).isZero();
  }

  @Test
  void words_count_by_where_they_stand() throws IOException {
    shard.apply(video("a").titled("storm").build());
    shard.refresh();
    IndexSearcher searcher = shard.acquire();
    try {
      Term storm = new Term(ShardFields.WORDS, "storm");
      assertThat(searcher.getIndexReader().totalTermFreq(storm)).isEqualTo(3);
    } finally {
      shard.release(searcher);
    }
  }

  @Test
  void settings_out_of_range_name_themselves() {
    assertThatThrownBy(
            () ->
                new ShardConfig(
                    1,
                    ShardConfig.VectorFormat.INT8,
                    ShardConfig.VectorFormat.INT8,
                    16,
                    100,
                    4,
                    1000,
                    "en"))
        .hasMessageContaining("ram_buffer_mb")
        .hasMessageContaining("4 to 2000");
    assertThat(List.of(ShardConfig.VectorFormat.values())).hasSize(2);
  }
}
