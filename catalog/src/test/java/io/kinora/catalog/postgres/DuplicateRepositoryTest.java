package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.VideoWrite.AttachMedia;
import io.kinora.catalog.VideoWrite.Delete;
import io.kinora.catalog.VideoWrite.Put;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who follows whom, on a real PostgreSQL. A file's frames are letters here: two files are copies if
 * more than half of the longer one's letters are in the other.
 */
final class DuplicateRepositoryTest {

  private static final JobPlan PLAN = new JobPlan(Set.of(), Set.of());
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> CONTENTS = List.of("abcd", "bcde", "cdef", "defg", "xyz", "xy");

  private Pool pool;
  private VideoRepository videos;
  private JobRepository jobs;
  private OutboxRepository outbox;
  private DuplicateRepository duplicates;
  private int files;

  @BeforeEach
  @BeforeTry
  void emptyCatalogue() {
    pool = TestDatabase.empty();
    videos = new VideoRepository(pool, () -> PLAN);
    jobs = new JobRepository(pool, () -> PLAN);
    outbox = new OutboxRepository(pool);
    duplicates = new DuplicateRepository(pool);
  }

  @Test
  void a_copy_follows_the_older_video_and_both_say_so() {
    decoded("old", "abcd");
    decoded("other", "xyz");
    decoded("young", "abce");
    checkAll();

    assertThat(group("old")).isEqualTo("old");
    assertThat(group("young")).isEqualTo("old");
    assertThat(group("other")).isNull();
    assertThat(await(videos.group("old"))).containsExactly("old", "young");
  }

  @Test
  void only_videos_whose_group_changes_are_published_again() {
    decoded("old", "abcd");
    decoded("other", "xyz");
    checkAll();
    await(outbox.done(await(outbox.next(100))));
    decoded("young", "abcd");
    await(outbox.done(await(outbox.next(100))));
    checkAll();

    assertThat(await(outbox.next(100)).entries())
        .extracting(entry -> entry.video().id())
        .containsExactlyInAnyOrder("old", "young");
    long version = find("old").version();
    decoded("third", "abcd");
    checkAll();
    assertThat(find("old").version()).isEqualTo(version);
  }

  @Test
  void a_copy_of_a_copy_that_is_none_of_the_oldest_leads_a_group_of_its_own() {
    decoded("first", "abcd");
    decoded("second", "bcde");
    decoded("third", "cdef");
    decoded("fourth", "defg");
    checkAll();

    assertThat(group("second")).isEqualTo("first");
    assertThat(group("third")).isEqualTo("third");
    assertThat(group("fourth")).isEqualTo("third");
  }

  @Test
  void when_the_oldest_is_deleted_the_others_find_one_another() {
    decoded("a", "abcd");
    decoded("b", "abcd");
    decoded("c", "abcd");
    checkAll();

    write(new Delete("a", null));
    checkAll();

    assertThat(group("b")).isEqualTo("b");
    assertThat(group("c")).isEqualTo("b");
    write(new Delete("c", null));
    checkAll();
    assertThat(group("b")).isNull();
    assertThat(await(videos.group("b"))).containsExactly("b");
  }

  @Test
  void a_video_with_a_new_file_leaves_its_group_at_once() {
    decoded("a", "abcd");
    decoded("b", "abcd");
    checkAll();

    attach("b", "xyz");
    assertThat(group("b")).isNull();
    decodeAll();
    checkAll();

    assertThat(group("a")).isNull();
    assertThat(group("b")).isNull();
  }

  @Test
  void the_same_file_decoded_again_stays_where_it_was() {
    decoded("a", "abcd");
    decoded("b", "abcd");
    checkAll();
    await(
        pool.withTransaction(
            connection ->
                VideoRows.lock(connection, List.of("a"))
                    .compose(rows -> FingerprintRows.keep(connection, "a", kept("abcd")))));
    checkAll();

    assertThat(group("a")).isEqualTo("a");
    assertThat(group("b")).isEqualTo("a");
  }

  @Test
  void what_shows_nothing_has_no_copies() {
    decoded("a", "");
    decoded("b", "");
    checkAll();

    assertThat(group("a")).isNull();
    assertThat(group("b")).isNull();
    assertThat(await(pool.query("SELECT 1 FROM fingerprint").execute()).size()).isZero();
  }

  @Test
  void only_leaders_are_found_by_their_terms() {
    decoded("a", "abcd");
    decoded("b", "abcd");
    checkAll();
    assertThat(terms()).isEqualTo(4);
    write(new Delete("a", null));
    checkAll();
    assertThat(terms()).isEqualTo(4);
    write(new Delete("b", null));
    assertThat(terms()).isZero();
  }

  /** Uploads, deletions, decoders and checkers at once: the groups come out as if in order. */
  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void any_order_of_work_ends_with_the_groups_of_going_through_by_age(@ForAll long seed)
      throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Map<String, Video> published = new HashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<java.util.concurrent.Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Random random = new Random(seed + i);
        writers.add(threads.submit(() -> write(random)));
      }
      List<java.util.concurrent.Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        workers.add(threads.submit(() -> until(stop, this::decodeNext)));
        workers.add(threads.submit(() -> until(stop, () -> await(check()))));
      }
      workers.add(threads.submit(() -> until(stop, () -> relay(published))));
      try {
        for (var writer : writers) {
          writer.get(60, TimeUnit.SECONDS);
        }
      } finally {
        stop.set(true);
      }
      for (var worker : workers) {
        worker.get(60, TimeUnit.SECONDS);
      }
    }
    decodeAll();
    checkAll();
    while (relay(published)) {}

    assertGroupsAreThoseByAge();
    for (String id : IDS) {
      assertThat(await(videos.find(id)))
          .isEqualTo(Optional.ofNullable(published.get(id)).filter(video -> !video.deleted()));
    }
  }

  private void assertGroupsAreThoseByAge() {
    Map<String, String> contents = new LinkedHashMap<>();
    Map<String, String> leaders = new HashMap<>();
    for (Row row :
        await(
            pool.query("SELECT video_id, leader, frames FROM fingerprint ORDER BY seq")
                .execute())) {
      contents.put(
          row.getString("video_id"), row.getBuffer("frames").toString(StandardCharsets.UTF_8));
      leaders.put(row.getString("video_id"), row.getString("leader"));
    }
    List<String> leading = new ArrayList<>();
    contents.forEach(
        (id, content) -> {
          List<String> possible =
              leading.stream().filter(other -> score(contents.get(other), content) > 0).toList();
          if (possible.isEmpty()) {
            leading.add(id);
            assertThat(leaders.get(id)).as("leader of %s in %s", id, contents).isNull();
          } else {
            assertThat(leaders.get(id)).as("leader of %s in %s", id, contents).isIn(possible);
          }
        });
    for (String id : IDS) {
      Optional<Video> video = await(videos.find(id));
      String leader = leaders.get(id);
      String expected = leader != null ? leader : leaders.containsValue(id) ? id : null;
      video.ifPresent(
          found -> assertThat(found.derived().group()).as("group of " + id).isEqualTo(expected));
    }
  }

  private Void write(Random random) {
    for (int i = 0; i < 20; i++) {
      String id = IDS.get(random.nextInt(IDS.size()));
      if (random.nextInt(4) == 0) {
        write(new Delete(id, null), new Delete(IDS.get(random.nextInt(IDS.size())), null));
      } else {
        write(
            new Put(id, VideoMetadata.titled("t" + random.nextInt(3)), null),
            new AttachMedia(
                id, file(CONTENTS.get(random.nextInt(CONTENTS.size())) + "/" + i), null));
      }
    }
    return null;
  }

  private static Void until(AtomicBoolean stop, java.util.concurrent.Callable<Boolean> step)
      throws Exception {
    while (!stop.get()) {
      if (!step.call()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    return null;
  }

  private boolean relay(Map<String, Video> published) {
    OutboxBatch batch = await(outbox.next(7));
    for (OutboxBatch.Entry entry : batch.entries()) {
      Video before = published.put(entry.video().id(), entry.video());
      assertThat(before == null || before.version() <= entry.video().version()).isTrue();
    }
    await(outbox.done(batch));
    return !batch.isEmpty();
  }

  private void decoded(String id, String content) {
    write(new Put(id, VideoMetadata.titled(id), null));
    attach(id, content);
    decodeAll();
  }

  private void attach(String id, String content) {
    write(new AttachMedia(id, file(content + "/" + files++), null));
  }

  private static MediaFile file(String key) {
    return new MediaFile(key, 1, null);
  }

  private void decodeAll() {
    while (decodeNext()) {}
  }

  private boolean decodeNext() {
    List<Job> claimed = await(jobs.claim(Stage.DECODE, 1, Fixtures.LEASE));
    for (Job job : claimed) {
      MediaFile file = job.video().derived().media();
      String content = file.key().substring(0, file.key().indexOf('/'));
      await(
          jobs.completeAll(
              List.of(
                  new Completion(job, derived -> Fixtures.decoded(derived, file), kept(content)))));
    }
    return !claimed.isEmpty();
  }

  private void checkAll() {
    while (await(check())) {}
    assertThat(await(duplicates.waiting())).isZero();
  }

  private Future<Boolean> check() {
    return duplicates.checkNext(new Letters());
  }

  private void write(VideoWrite... writes) {
    await(videos.write(List.of(writes)));
  }

  private Video find(String id) {
    return await(videos.find(id)).orElseThrow();
  }

  private String group(String id) {
    return find(id).derived().group();
  }

  private int terms() {
    return await(pool.query("SELECT 1 FROM fingerprint_term").execute()).size();
  }

  private static KeptFingerprint kept(String content) {
    return new KeptFingerprint(
        content.getBytes(StandardCharsets.UTF_8), content.chars().distinct().toArray());
  }

  private static double score(String one, String other) {
    double common = one.chars().filter(letter -> other.indexOf(letter) >= 0).count();
    double score = common / Math.max(one.length(), other.length());
    return score > 0.5 ? score : 0;
  }

  private static final class Letters implements DuplicateRepository.Comparison {

    @Override
    public int[] lookups(byte[] frames) {
      return new String(frames, StandardCharsets.UTF_8).chars().toArray();
    }

    @Override
    public Future<double[]> scores(byte[] frames, List<byte[]> others) {
      return Future.succeededFuture(
          others.stream()
              .mapToDouble(
                  other ->
                      score(
                          new String(frames, StandardCharsets.UTF_8),
                          new String(other, StandardCharsets.UTF_8)))
              .toArray());
    }
  }
}
