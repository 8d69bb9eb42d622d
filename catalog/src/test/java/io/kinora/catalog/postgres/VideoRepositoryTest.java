package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.Derived;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Stage;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoCatalogue.JobState;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.VideoWrite.AttachMedia;
import io.kinora.catalog.VideoWrite.Delete;
import io.kinora.catalog.VideoWrite.Patch;
import io.kinora.catalog.VideoWrite.Put;
import io.kinora.catalog.WriteResult;
import io.kinora.catalog.WriteResult.NotFound;
import io.kinora.catalog.WriteResult.Rejected;
import io.kinora.catalog.WriteResult.VersionConflict;
import io.kinora.catalog.WriteResult.Written;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VideoRepositoryTest {

  private static final JobPlan PLAN = new JobPlan(Set.of("words"), Set.of("eyes"));
  private static final MediaFile FILE = new MediaFile("media/1", 1_000, null);

  private VideoRepository videos;
  private JobRepository jobs;
  private OutboxRepository outbox;

  @BeforeEach
  void emptyCatalogue() {
    Pool pool = TestDatabase.empty();
    videos = new VideoRepository(pool, () -> PLAN);
    jobs = new JobRepository(pool, () -> PLAN);
    outbox = new OutboxRepository(pool);
  }

  @Test
  void what_was_put_is_found_whole() {
    VideoMetadata metadata =
        new VideoMetadata(
            "A title with \"quotes\", a \\ and a 🎬",
            "Zwei Zeilen\nund ein Tab\t.",
            "channel",
            List.of("one", "two"),
            "pt-BR",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            12.5,
            "category",
            "what is said",
            Long.MAX_VALUE,
            7,
            "CC0",
            new Vector(new float[] {0.1f, -2e-30f}),
            new Vector(new float[] {3}),
            List.of(new SuppliedFrame(40, new Vector(new float[] {1, 2, 3}))));

    assertThat(write(put("v", metadata))).containsExactly(new Written("v", 1, true));

    Video found = find("v");
    assertThat(found.metadata()).isEqualTo(metadata);
    assertThat(found.derived()).isEqualTo(Derived.NOTHING);
    assertThat(found.version()).isEqualTo(1);
    assertThat(found.deleted()).isFalse();
    assertThat(found.createdAt()).isEqualTo(found.updatedAt());
  }

  @Test
  void the_least_that_a_video_can_be_is_found_as_it_was_put() {
    write(put("v", VideoMetadata.titled("t")));
    assertThat(find("v").metadata()).isEqualTo(VideoMetadata.titled("t"));
  }

  @Test
  void what_is_not_there_is_not_found() {
    assertThat(await(videos.find("nothing"))).isEmpty();
    assertThat(await(videos.pending("nothing"))).isEmpty();
  }

  @Test
  void every_change_raises_the_version_by_one_and_keeps_the_time_of_creation() {
    write(put("v", "one"));
    Instant created = find("v").createdAt();
    assertThat(write(put("v", "two"))).containsExactly(new Written("v", 2, false));
    assertThat(write(rename("v", "three"))).containsExactly(new Written("v", 3, false));
    assertThat(find("v").metadata().title()).isEqualTo("three");
    assertThat(find("v").createdAt()).isEqualTo(created);
  }

  @Test
  void a_deleted_video_is_not_found_and_its_version_goes_on_when_it_comes_back() {
    write(put("v", "one"), new AttachMedia("v", FILE, null));
    assertThat(write(new Delete("v", null))).containsExactly(new Written("v", 3, false));

    assertThat(await(videos.find("v"))).isEmpty();
    assertThat(await(videos.pending("v"))).isEmpty();
    assertThat(write(new Delete("v", null))).containsExactly(new NotFound("v"));
    assertThat(write(rename("v", "x"))).containsExactly(new NotFound("v"));

    assertThat(write(put("v", "again"))).containsExactly(new Written("v", 4, true));
    assertThat(find("v").derived()).isEqualTo(Derived.NOTHING);
  }

  @Test
  void a_deletion_clears_what_was_said() {
    write(put("v", "secret"), new Delete("v", null));
    Video published = await(outbox.next(10)).entries().getFirst().video();
    assertThat(published.deleted()).isTrue();
    assertThat(published.metadata()).isEqualTo(VideoMetadata.titled(""));
  }

  @Test
  void writes_of_one_list_see_one_another() {
    assertThat(
            write(
                rename("v", "too early"),
                put("v", "one"),
                rename("v", "two"),
                new Delete("v", 2L),
                rename("v", "too late"),
                put("v", "three"),
                rename("v", "four")))
        .containsExactly(
            new NotFound("v"),
            new Written("v", 1, true),
            new Written("v", 2, false),
            new Written("v", 3, false),
            new NotFound("v"),
            new Written("v", 4, true),
            new Written("v", 5, false));
    assertThat(find("v").metadata().title()).isEqualTo("four");
    assertThat(find("v").version()).isEqualTo(5);
  }

  @Test
  void a_write_for_another_version_is_a_conflict_and_changes_nothing() {
    write(put("v", "one"));
    assertThat(
            write(
                new Put("v", VideoMetadata.titled("x"), 2L),
                new Patch("v", m -> VideoMetadata.titled("x"), 0L),
                new Delete("v", 7L),
                new AttachMedia("v", FILE, 3L),
                new Put("new", VideoMetadata.titled("x"), 1L)))
        .containsExactly(
            new VersionConflict("v", 2, 1),
            new VersionConflict("v", 0, 1),
            new VersionConflict("v", 7, 1),
            new VersionConflict("v", 3, 1),
            new VersionConflict("new", 1, 0));
    assertThat(find("v").metadata().title()).isEqualTo("one");
    assertThat(write(new Put("v", VideoMetadata.titled("two"), 1L)))
        .containsExactly(new Written("v", 2, false));
  }

  @Test
  void version_0_creates_only() {
    assertThat(write(new Put("v", VideoMetadata.titled("x"), 0L)))
        .containsExactly(new Written("v", 1, true));
    assertThat(write(new Put("v", VideoMetadata.titled("y"), 0L)))
        .containsExactly(new VersionConflict("v", 0, 1));
    write(new Delete("v", null));
    assertThat(write(new Put("v", VideoMetadata.titled("z"), 0L)))
        .containsExactly(new Written("v", 3, true));
  }

  @Test
  void a_write_that_breaks_the_rules_is_rejected_and_the_others_go_on() {
    InvalidValueException own = new InvalidValueException("views", -1, "0 or more");
    List<WriteResult> results =
        write(
            put("a", "fine"),
            put("../b", "bad id"),
            put("nul\0", "bad id"),
            put("c", "control \0 character"),
            new Patch(
                "a",
                metadata -> {
                  throw own;
                },
                null),
            put("d", "fine"));

    assertThat(results.get(0)).isEqualTo(new Written("a", 1, true));
    assertThat(results.subList(1, 5)).allMatch(result -> result instanceof Rejected);
    assertThat(((Rejected) results.get(1)).reason()).hasMessageContaining("../b");
    assertThat(((Rejected) results.get(3)).reason().field()).isEqualTo("title");
    assertThat(results.get(4)).isEqualTo(new Rejected("a", own));
    assertThat(results.get(5)).isEqualTo(new Written("d", 1, true));
    assertThat(await(outbox.next(10)).entries()).hasSize(2);
  }

  @Test
  void no_writes_have_no_results() {
    assertThat(write()).isEmpty();
  }

  @Test
  void too_many_writes_at_once_are_refused() {
    List<VideoWrite> writes =
        Collections.nCopies(VideoRepository.MAX_WRITES + 1, new Delete("v", null));
    assertThatThrownBy(() -> videos.write(writes)).hasMessageContaining("0 to 5000");
  }

  @Test
  void a_put_keeps_the_file_and_what_was_seen_in_it() {
    Video decoded = Fixtures.embedded(videos, jobs, "v");
    write(put("v", decoded.metadata()));
    assertThat(find("v").derived()).isEqualTo(decoded.derived());
    assertThat(await(videos.pending("v"))).isEmpty();
  }

  @Test
  void new_words_drop_the_vector_of_the_old_ones_and_nothing_else() {
    Video decoded = Fixtures.embedded(videos, jobs, "v");
    assertThat(decoded.derived().text("words")).isNotNull();

    write(rename("v", "other words"));

    assertThat(find("v").derived()).isEqualTo(decoded.derived().withoutText());
    assertThat(await(videos.pending("v"))).contains(new JobState(Stage.EMBED, 0, null));
  }

  @Test
  void a_new_file_forgets_what_was_seen_in_the_old_one_and_is_to_be_decoded() {
    Video decoded = Fixtures.embedded(videos, jobs, "v");
    MediaFile other = new MediaFile("media/2", 5, null);

    assertThat(write(new AttachMedia("v", other, null)))
        .containsExactly(new Written("v", decoded.version() + 1, false));

    assertThat(find("v").derived()).isEqualTo(decoded.derived().withMedia(other));
    assertThat(await(videos.pending("v"))).contains(new JobState(Stage.DECODE, 0, null));
  }

  @Test
  void a_video_that_brings_its_own_text_vector_needs_no_encoder() {
    VideoMetadata plain = VideoMetadata.titled("t");
    write(put("v", plain));
    assertThat(await(videos.pending("v"))).contains(new JobState(Stage.EMBED, 0, null));
    write(put("v", Fixtures.withTextVector(plain, new Vector(new float[] {1}))));
    assertThat(await(videos.pending("v"))).isEmpty();
  }

  @Test
  void without_encoders_a_video_without_a_file_needs_no_work() {
    VideoRepository blind =
        new VideoRepository(TestDatabase.POOL, () -> new JobPlan(Set.of(), Set.of()));
    await(blind.write(List.of(put("v", "t"))));
    assertThat(await(blind.pending("v"))).isEmpty();
  }

  @Test
  void the_first_unfinished_stage_is_told_with_its_failure() {
    write(put("v", "t"), new AttachMedia("v", FILE, null));
    Job job = await(jobs.claim(Stage.DECODE, 1, Duration.ofMinutes(1))).getFirst();
    await(jobs.progress(job, 40, Duration.ofMinutes(1)));
    assertThat(await(videos.pending("v"))).contains(new JobState(Stage.DECODE, 40, null));
    await(jobs.fail(job, "no video stream"));
    assertThat(await(videos.pending("v")).orElseThrow().failure()).isEqualTo("no video stream");
  }

  @Test
  void a_list_is_worked_through_on_the_callers_virtual_thread_not_on_an_event_loop() {
    write(put("v", "t"));
    List<Boolean> virtual = new CopyOnWriteArrayList<>();
    VideoWrite patch =
        new Patch(
            "v",
            metadata -> {
              virtual.add(Thread.currentThread().isVirtual());
              return metadata;
            },
            null);
    VerticleBase caller =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return videos.write(List.of(patch));
          }
        };
    await(
        TestDatabase.VERTX.deployVerticle(
            caller, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    assertThat(virtual).containsExactly(true);
  }

  @Test
  void a_year_that_no_date_can_have_is_rejected() {
    VideoMetadata late =
        new VideoMetadata(
            "t",
            "",
            null,
            List.of(),
            null,
            Instant.MAX,
            null,
            null,
            "",
            0,
            0,
            null,
            null,
            null,
            List.of());
    assertThat(((Rejected) write(put("v", late)).getFirst()).reason())
        .hasMessageContaining("published_at")
        .hasMessageContaining("9999-12-31");
  }

  private List<WriteResult> write(VideoWrite... writes) {
    return await(videos.write(List.of(writes)));
  }

  private Video find(String id) {
    return await(videos.find(id)).orElseThrow();
  }

  private static Put put(String id, String title) {
    return put(id, VideoMetadata.titled(title));
  }

  private static Put put(String id, VideoMetadata metadata) {
    return new Put(id, metadata, null);
  }

  private static Patch rename(String id, String title) {
    return new Patch(id, metadata -> VideoMetadata.titled(title), null);
  }
}
