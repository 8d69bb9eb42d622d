package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.Fixtures.LEASE;
import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.Embedding;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.News;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoCatalogue.JobState;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.VideoWrite.AttachMedia;
import io.kinora.catalog.VideoWrite.Delete;
import io.kinora.catalog.VideoWrite.Put;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JobRepositoryTest {

  private static final JobPlan PLAN = new JobPlan(Set.of("words"), Set.of("eyes"));
  private static final MediaFile FILE = new MediaFile("media/1", 1_000, null);

  private Pool pool;
  private VideoRepository videos;
  private JobRepository jobs;
  private OutboxRepository outbox;

  @BeforeEach
  void emptyCatalogue() {
    pool = TestDatabase.empty();
    videos = new VideoRepository(pool, () -> PLAN);
    jobs = new JobRepository(pool, () -> PLAN);
    outbox = new OutboxRepository(pool);
  }

  @Test
  void there_is_nothing_to_claim_in_an_empty_catalogue() {
    assertThat(claim(Stage.DECODE)).isEmpty();
    assertThat(await(jobs.counts()))
        .containsEntry(Stage.DECODE, JobCounts.NONE)
        .containsEntry(Stage.EMBED, JobCounts.NONE);
  }

  @Test
  void a_file_leads_through_decoding_to_embedding_to_nothing_left_to_do() {
    write(put("v"), new AttachMedia("v", FILE, null));
    Job decode = claim(Stage.DECODE).getFirst();
    assertThat(decode.attempts()).isEqualTo(1);
    assertThat(decode.video()).isEqualTo(find("v"));

    assertThat(await(jobs.complete(decode, d -> Fixtures.decoded(d, FILE)))).isTrue();
    assertThat(find("v").version()).isEqualTo(3);
    assertThat(find("v").derived().pixels()).isEqualTo("pixels/media/1");
    assertThat(await(videos.pending("v"))).contains(new JobState(Stage.EMBED, 0, null));

    Job embed = claim(Stage.EMBED).getFirst();
    assertThat(embed.video()).isEqualTo(find("v"));
    assertThat(await(jobs.complete(embed, Fixtures::embedded))).isTrue();
    assertThat(find("v").version()).isEqualTo(4);
    assertThat(find("v").derived().sight("eyes")).isNotNull();
    assertThat(await(videos.pending("v"))).isEmpty();
  }

  @Test
  void a_completion_is_published() {
    write(put("v"));
    await(outbox.done(await(outbox.next(10))));
    await(jobs.complete(claim(Stage.EMBED).getFirst(), Fixtures::embedded));
    OutboxBatch.Entry entry = await(outbox.next(10)).entries().getFirst();
    assertThat(entry.video()).isEqualTo(find("v"));
    assertThat(entry.firstPublic()).isFalse();
  }

  @Test
  void what_a_completion_adds_for_the_first_time_is_news_and_falls_together_with_other_news() {
    write(put("v"));
    write(new AttachMedia("v", FILE, null));
    await(jobs.complete(claim(Stage.DECODE).getFirst(), d -> Fixtures.decoded(d, FILE)));
    assertThat(await(outbox.next(10)).entries().getFirst().news())
        .containsExactlyInAnyOrder(News.PUBLIC, News.DECODED);
    await(outbox.done(await(outbox.next(10))));
    await(jobs.complete(claim(Stage.EMBED).getFirst(), Fixtures::embedded));
    assertThat(await(outbox.next(10)).entries().getFirst().news()).containsExactly(News.SEEN);
  }

  @Test
  void two_workers_never_hold_the_same_job() {
    putMany(100);
    List<io.vertx.core.Future<List<Job>>> claims = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      claims.add(jobs.claim(Stage.EMBED, 10, LEASE));
    }
    List<String> claimed = new ArrayList<>();
    claims.forEach(claim -> await(claim).forEach(job -> claimed.add(job.videoId())));
    assertThat(claimed).doesNotHaveDuplicates();
    claim(Stage.EMBED).forEach(job -> claimed.add(job.videoId()));
    assertThat(claimed).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void a_job_whose_lease_is_over_is_claimed_by_another_and_lost_to_the_first() {
    write(put("v"));
    Job first = await(jobs.claim(Stage.EMBED, 1, Duration.ZERO)).getFirst();
    Job second = claim(Stage.EMBED).getFirst();

    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.lease()).isNotEqualTo(first.lease());
    assertThat(await(jobs.progress(first, 50, LEASE))).isFalse();
    assertThat(await(jobs.complete(first, Fixtures::embedded))).isFalse();
    assertThat(await(jobs.fail(first, "no"))).isFalse();
    assertThat(await(jobs.retryLater(first, Duration.ZERO))).isFalse();
    assertThat(find("v").version()).isEqualTo(1);
    assertThat(await(jobs.complete(second, Fixtures::embedded))).isTrue();
  }

  @Test
  void progress_extends_the_lease() {
    write(put("v"));
    Job job = await(jobs.claim(Stage.EMBED, 1, Duration.ZERO)).getFirst();
    assertThat(await(jobs.progress(job, 50, LEASE))).isTrue();
    assertThat(claim(Stage.EMBED)).isEmpty();
    assertThat(await(videos.pending("v"))).contains(new JobState(Stage.EMBED, 50, null));
  }

  @Test
  void a_job_whose_workers_fell_silent_three_times_fails_for_good() {
    write(put("v"), new AttachMedia("v", FILE, null));
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(await(jobs.claim(Stage.DECODE, 1, Duration.ZERO))).hasSize(1);
    }
    assertThat(claim(Stage.DECODE)).isEmpty();
    assertThat(await(videos.pending("v")).orElseThrow().failure())
        .isEqualTo("the decoder stopped three times on this file");
    assertThat(await(jobs.counts())).containsEntry(Stage.DECODE, new JobCounts(0, 0, 1));
  }

  @Test
  void a_job_may_be_put_off_as_often_as_its_worker_likes() {
    write(put("v"));
    for (int attempt = 1; attempt <= 6; attempt++) {
      Job job = claim(Stage.EMBED).getFirst();
      assertThat(job.attempts()).isEqualTo(attempt);
      assertThat(await(jobs.retryLater(job, Duration.ZERO))).isTrue();
    }
    Job job = claim(Stage.EMBED).getFirst();
    await(jobs.retryLater(job, Duration.ofHours(1)));
    assertThat(claim(Stage.EMBED)).isEmpty();
    assertThat(await(jobs.counts())).containsEntry(Stage.EMBED, new JobCounts(1, 0, 0));
  }

  @Test
  void a_failed_file_stays_failed_until_another_is_uploaded() {
    write(put("v"), new AttachMedia("v", FILE, null));
    await(jobs.fail(claim(Stage.DECODE).getFirst(), "audio only"));

    write(put("v"), new AttachMedia("v", FILE, null));
    assertThat(claim(Stage.DECODE)).isEmpty();
    assertThat(await(videos.pending("v")).orElseThrow().failure()).isEqualTo("audio only");

    write(new AttachMedia("v", new MediaFile("media/2", 1, null), null));
    assertThat(await(videos.pending("v")).orElseThrow().failure()).isNull();
    assertThat(claim(Stage.DECODE).getFirst().attempts()).isEqualTo(1);
  }

  @Test
  void words_that_could_not_be_embedded_stay_failed_until_they_change() {
    write(put("v"));
    await(jobs.fail(claim(Stage.EMBED).getFirst(), "no"));
    write(put("v"));
    assertThat(claim(Stage.EMBED)).isEmpty();
    write(new Put("v", VideoMetadata.titled("other"), null));
    assertThat(claim(Stage.EMBED)).hasSize(1);
  }

  @Test
  void what_was_seen_in_a_replaced_file_is_thrown_away() {
    write(put("v"), new AttachMedia("v", FILE, null));
    Job old = claim(Stage.DECODE).getFirst();
    write(new AttachMedia("v", new MediaFile("media/2", 1, null), null));

    assertThat(await(jobs.complete(old, d -> Fixtures.decoded(d, FILE)))).isFalse();
    assertThat(find("v").derived().media().key()).isEqualTo("media/2");
    assertThat(find("v").derived().frames()).isEmpty();
    assertThat(claim(Stage.DECODE)).hasSize(1);
  }

  @Test
  void a_vector_of_words_that_changed_meanwhile_is_thrown_away() {
    write(put("v"));
    Job old = claim(Stage.EMBED).getFirst();
    write(new Put("v", VideoMetadata.titled("other"), null));

    assertThat(await(jobs.complete(old, Fixtures::embedded))).isFalse();
    assertThat(find("v").derived().text("words")).isNull();
    assertThat(claim(Stage.EMBED).getFirst().video().metadata().title()).isEqualTo("other");
  }

  @Test
  void a_change_that_does_not_touch_the_words_leaves_the_embedding_valid() {
    write(put("v"));
    Job job = claim(Stage.EMBED).getFirst();
    write(
        new VideoWrite.Patch(
            "v",
            m ->
                new VideoMetadata(
                    m.title(), "", "channel", List.of(), null, null, null, null, "spoken", 5, 6,
                    null, null, null, List.of()),
            null));
    assertThat(await(jobs.complete(job, Fixtures::embedded))).isTrue();
    assertThat(find("v").metadata().views()).isEqualTo(5);
    assertThat(find("v").derived().text("words")).isNotNull();
  }

  @Test
  void the_work_on_a_deleted_video_comes_to_nothing() {
    write(put("v"));
    Job job = claim(Stage.EMBED).getFirst();
    write(new Delete("v", null));
    assertThat(await(jobs.complete(job, Fixtures::embedded))).isFalse();
    assertThat(await(videos.find("v"))).isEmpty();
    write(put("v"));
    assertThat(await(jobs.complete(job, Fixtures::embedded))).isFalse();
    assertThat(find("v").derived().text("words")).isNull();
  }

  @Test
  void many_are_completed_at_once_and_each_is_told_whether_it_was_applied() {
    putMany(50);
    List<Job> claimed = await(jobs.claim(Stage.EMBED, 50, LEASE));
    write(new Delete(claimed.get(7).videoId(), null));
    List<Completion> completions =
        claimed.stream().map(job -> new Completion(job, Fixtures::embedded)).toList();

    List<Boolean> applied = await(jobs.completeAll(completions));

    assertThat(IntStream.range(0, 50).filter(i -> !applied.get(i))).containsExactly(7);
    assertThat(find(claimed.getFirst().videoId()).version()).isEqualTo(2);
    assertThat(await(jobs.counts())).containsEntry(Stage.EMBED, JobCounts.NONE);
  }

  @Test
  void two_stages_of_one_video_may_end_in_one_list() {
    write(put("v"), new AttachMedia("v", FILE, null));
    Job decode = claim(Stage.DECODE).getFirst();
    Job embed = claim(Stage.EMBED).getFirst();
    assertThat(
            await(
                jobs.completeAll(
                    List.of(
                        new Completion(embed, Fixtures::embedded),
                        new Completion(decode, d -> Fixtures.decoded(d, FILE))))))
        .containsExactly(true, true);
    Video video = find("v");
    assertThat(video.version()).isEqualTo(4);
    assertThat(video.derived().text("words")).isNotNull();
    assertThat(video.derived().frames()).hasSize(2);
  }

  @Test
  void work_that_leaves_everything_to_do_is_refused_instead_of_going_round_for_ever() {
    write(put("v"));
    Job job = claim(Stage.EMBED).getFirst();
    assertThatThrownBy(
            () ->
                await(
                    jobs.complete(
                        job,
                        d -> d.withText(Embedding.ofText("wrong", new Vector(new float[] {1}))))))
        .hasMessageContaining("did not do what was to be done");
    assertThat(find("v").version()).isEqualTo(1);
    assertThat(await(jobs.fail(job, "wrong model"))).isTrue();
  }

  @Test
  void nothing_is_completed_by_an_unknown_lease() {
    write(put("v"));
    Job stranger = new Job("v", Stage.EMBED, UUID.randomUUID(), 1, find("v"));
    assertThat(await(jobs.complete(stranger, Fixtures::embedded))).isFalse();
    assertThat(await(jobs.completeAll(List.of()))).isEmpty();
  }

  private List<String> putMany(int count) {
    List<VideoWrite> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      writes.add(put("v" + i));
    }
    await(videos.write(writes));
    return writes.stream().map(VideoWrite::id).toList();
  }

  private void write(VideoWrite... writes) {
    await(videos.write(List.of(writes)));
  }

  private List<Job> claim(Stage stage) {
    return await(jobs.claim(stage, 10, LEASE));
  }

  private Video find(String id) {
    return await(videos.find(id)).orElseThrow();
  }

  private static Put put(String id) {
    return new Put(id, VideoMetadata.titled("t"), null);
  }
}
