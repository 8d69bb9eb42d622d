package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Vector;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.VideoWrite.Delete;
import io.kinora.catalog.VideoWrite.Put;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OutboxRepositoryTest {

  private Pool pool;
  private VideoRepository videos;
  private OutboxRepository outbox;

  @BeforeEach
  void emptyCatalogue() {
    pool = TestDatabase.empty();
    videos = new VideoRepository(pool, () -> new JobPlan(Set.of(), Set.of()));
    outbox = new OutboxRepository(pool);
  }

  @Test
  void an_empty_outbox_gives_an_empty_batch() {
    OutboxBatch batch = await(outbox.next(10));
    assertThat(batch.isEmpty()).isTrue();
    await(outbox.done(batch));
  }

  @Test
  void changes_of_one_video_fall_together_into_its_latest_state() {
    write(put("a", "1"));
    write(put("b", "1"));
    write(put("a", "2"));

    OutboxBatch batch = await(outbox.next(10));

    assertThat(batch.entries())
        .extracting(entry -> entry.video().id(), entry -> entry.video().version())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", 2L),
            org.assertj.core.groups.Tuple.tuple("b", 1L));
    assertThat(batch.seqs()).hasSize(3);
    assertThat(batch.entries().getFirst().video()).isEqualTo(await(videos.find("a")).orElseThrow());
  }

  @Test
  void only_what_a_batch_covered_is_done_with() {
    write(put("a", "1"));
    OutboxBatch batch = await(outbox.next(10));
    write(put("a", "2"));
    await(outbox.done(batch));
    OutboxBatch rest = await(outbox.next(10));
    assertThat(rest.entries().getFirst().video().version()).isEqualTo(2);
    await(outbox.done(rest));
    assertThat(await(outbox.size())).isZero();
  }

  @Test
  void a_batch_is_given_again_until_it_is_done() {
    write(put("a", "1"));
    assertThat(await(outbox.next(10))).isEqualTo(await(outbox.next(10)));
  }

  @Test
  void the_oldest_changes_come_first() {
    write(put("c", "1"));
    write(put("a", "1"));
    write(put("b", "1"));
    OutboxBatch batch = await(outbox.next(2));
    assertThat(batch.entries()).extracting(e -> e.video().id()).containsExactly("c", "a");
  }

  @Test
  void a_video_becomes_public_once_with_its_creation() {
    write(put("a", "1"), put("b", "1"), put("b", "2"));
    assertThat(published()).extracting(OutboxBatch.Entry::firstPublic).containsExactly(true, true);
    write(put("a", "2"));
    assertThat(published()).extracting(OutboxBatch.Entry::firstPublic).containsExactly(false);
    write(new Delete("a", null));
    assertThat(published()).extracting(OutboxBatch.Entry::firstPublic).containsExactly(false);
    write(put("a", "back"));
    assertThat(published()).extracting(OutboxBatch.Entry::firstPublic).containsExactly(true);
  }

  @Test
  void what_was_deleted_before_it_was_published_never_became_public() {
    write(put("a", "1"), new Delete("a", null));
    write(put("b", "1"));
    write(new Delete("b", null));
    assertThat(published())
        .hasSize(2)
        .allMatch(entry -> entry.video().deleted() && !entry.firstPublic());
  }

  @Test
  void a_batch_of_large_videos_is_short_but_never_empty() {
    Vector vector = Fixtures.randomVector(new Random(1), 1_000);
    VideoMetadata large = Fixtures.withTextVector(VideoMetadata.titled("t"), vector);
    for (int i = 0; i < 4; i++) {
      write(new Put("v" + i, large, null));
    }
    outbox = new OutboxRepository(pool, 10_000);

    List<Integer> sizes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (List<OutboxBatch.Entry> batch = published(); !batch.isEmpty(); batch = published()) {
      sizes.add(batch.size());
      batch.forEach(entry -> seen.add(entry.video().id()));
    }
    assertThat(sizes).containsExactly(2, 2); // 4 kB each, 10 kB a batch
    assertThat(seen).hasSize(4);

    VideoMetadata other = Fixtures.withTextVector(VideoMetadata.titled("u"), vector);
    write(put("v1", "small"), new Put("v2", other, null));
    outbox = new OutboxRepository(pool, 10);
    assertThat(published()).hasSize(1);
    assertThat(published()).hasSize(1);
  }

  @Test
  void everything_can_be_published_again_deleted_videos_too() {
    List<VideoWrite> writes = new ArrayList<>();
    for (int i = 0; i < 2_100; i++) {
      writes.add(put("v" + i, "t"));
    }
    writes.add(new Delete("v7", null));
    await(videos.write(writes));
    await(pool.query("TRUNCATE outbox").execute());

    assertThat(await(outbox.republishAll())).isEqualTo(2_100);

    List<OutboxBatch.Entry> all = published(3_000);
    assertThat(all).hasSize(2_100).noneMatch(OutboxBatch.Entry::firstPublic);
    assertThat(all.stream().filter(entry -> entry.video().deleted())).hasSize(1);
  }

  @Test
  void it_can_be_told_when_all_that_waits_now_is_published_though_more_comes_in() {
    assertThat(await(outbox.last())).isZero();
    write(put("a", "1"));
    write(put("b", "1"));
    long last = await(outbox.last());
    OutboxBatch batch = await(outbox.next(10));
    write(put("c", "1"));

    assertThat(await(outbox.size(last))).isEqualTo(2);
    await(outbox.done(batch));
    assertThat(await(outbox.size(last))).isZero();
    assertThat(await(outbox.size())).isEqualTo(1);
  }

  @Test
  void an_installation_agrees_on_what_it_is_known_by() {
    IdentityRepository identity = new IdentityRepository(pool);
    assertThat(await(identity.find("id"))).isEmpty();
    assertThat(await(identity.agree("id", "one"))).isEqualTo("one");
    assertThat(await(identity.agree("id", "two"))).isEqualTo("one");
    await(identity.set("id", "three"));
    assertThat(await(identity.find("id"))).contains("three");
  }

  private List<OutboxBatch.Entry> published() {
    return published(100);
  }

  private List<OutboxBatch.Entry> published(int max) {
    OutboxBatch batch = await(outbox.next(max));
    await(outbox.done(batch));
    return batch.entries();
  }

  private void write(VideoWrite... writes) {
    await(videos.write(List.of(writes)));
  }

  private static Put put(String id, String title) {
    return new Put(id, VideoMetadata.titled(title), null);
  }
}
