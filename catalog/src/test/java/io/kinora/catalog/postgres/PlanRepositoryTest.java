package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.Fixtures.LEASE;
import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Embedding;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Vector;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.VideoWrite.Put;
import io.kinora.catalog.postgres.PlanRepository.Owed;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlanRepositoryTest {

  private static final JobPlan NOTHING = new JobPlan(Set.of(), Set.of());
  private static final JobPlan WORDS = new JobPlan(Set.of("words"), Set.of());
  private static final JobPlan BOTH = new JobPlan(Set.of("better", "words"), Set.of());

  private Pool pool;
  private JobPlan plan = WORDS;
  private VideoRepository videos;
  private JobRepository jobs;
  private PlanRepository plans;

  @BeforeEach
  void emptyCatalogue() {
    pool = TestDatabase.empty();
    videos = new VideoRepository(pool, () -> plan);
    jobs = new JobRepository(pool, () -> plan);
    plans = new PlanRepository(pool, () -> plan);
  }

  @Test
  void another_encoder_makes_work_of_the_whole_catalogue() {
    Set<String> ids = new HashSet<>(putMany(450));
    replan(NOTHING);
    assertThat(await(jobs.counts())).containsEntry(Stage.EMBED, JobCounts.NONE);

    plan = BOTH;
    assertThat(await(plans.replanAll())).isEqualTo(450);

    assertThat(claim(1_000).stream().map(Job::videoId)).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void only_the_plan_that_the_catalogue_was_gone_through_for_is_planned() {
    assertThat(await(plans.isPlanned(WORDS))).isFalse();
    assertThat(await(plans.owed(WORDS))).isEmpty();

    replan(WORDS);

    assertThat(await(plans.isPlanned(WORDS))).isTrue();
    assertThat(await(plans.isPlanned(BOTH))).isFalse();
    assertThat(await(plans.owed(BOTH))).isEmpty();
  }

  @Test
  void owed_is_what_planning_found_and_not_what_came_since() {
    put("early", "t");
    Owed planned = replan(WORDS);
    assertThat(planned.jobs()).isOne();

    put("late", "t");
    put("early", "changed");
    assertThat(owed()).isEqualTo(planned);

    Job early =
        claim(10).stream().filter(job -> job.videoId().equals("early")).findFirst().orElseThrow();
    await(jobs.complete(early, derived -> derived.withText(text("words"))));
    assertThat(owed().jobs()).isZero();
    assertThat(await(jobs.counts()).get(Stage.EMBED).running()).as("the late one").isOne();

    Owed again = replan(WORDS);
    assertThat(again.jobs()).isOne();
    assertThat(again.planning()).isNotEqualTo(planned.planning());
  }

  @Test
  void what_is_done_in_part_is_still_owed() {
    put("v", "t");
    Owed planned = replan(BOTH);

    await(jobs.complete(claim(1).getFirst(), derived -> derived.withText(text("words"))));
    assertThat(owed()).isEqualTo(planned);

    await(jobs.complete(claim(1).getFirst(), derived -> derived.withText(text("better"))));
    assertThat(owed().jobs()).isZero();
    assertThat(await(jobs.counts())).containsEntry(Stage.EMBED, JobCounts.NONE);
  }

  @Test
  void who_puts_a_video_in_waits_for_no_new_index_and_a_new_index_for_no_pause_in_that() {
    replan(NOTHING);
    plan = NOTHING;
    putMany(20);
    plan = WORDS;
    put("waiting", "t");
    replan(BOTH);
    for (int i = 0; i < 7; i++) {
      put("later" + i, "t");
    }

    List<String> claimed = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      claimed.add(claim(1).getFirst().videoId());
    }

    assertThat(claimed).as("put in before the plan and after it").contains("waiting", "later4");
    assertThat(claimed.stream().filter(id -> id.startsWith("v"))).as("each fourth").hasSize(2);
    assertThat(claim(50)).as("once nothing else is left").hasSizeBetween(2, 18);
  }

  private Owed replan(JobPlan wanted) {
    plan = wanted;
    await(plans.replanAll());
    return owed();
  }

  private Owed owed() {
    return await(plans.owed(plan)).orElseThrow();
  }

  private List<Job> claim(int most) {
    return await(jobs.claim(Stage.EMBED, most, LEASE));
  }

  private void put(String id, String title) {
    await(videos.write(List.of(new Put(id, VideoMetadata.titled(title), null))));
  }

  private List<String> putMany(int count) {
    List<VideoWrite> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      writes.add(new Put("v" + i, VideoMetadata.titled("t"), null));
    }
    await(videos.write(writes));
    return writes.stream().map(VideoWrite::id).toList();
  }

  private static Embedding text(String encoder) {
    return Embedding.ofText(encoder, new Vector(new float[] {0.6f, 0.8f}));
  }
}
