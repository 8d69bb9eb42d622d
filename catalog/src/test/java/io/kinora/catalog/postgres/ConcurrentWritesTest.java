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
import io.kinora.catalog.VideoWrite.Patch;
import io.kinora.catalog.VideoWrite.Put;
import io.kinora.catalog.WriteResult;
import io.kinora.catalog.WriteResult.Written;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Writers, workers and the relay at once: nobody waits in a circle, nothing is lost or doubled. */
final class ConcurrentWritesTest {

  private static final int WRITERS = 4;
  private static final int LISTS = 15;
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g", "h");
  private static final JobPlan PLAN = new JobPlan(Set.of("words"), Set.of("eyes"));

  private final Map<String, List<Long>> versions = new ConcurrentHashMap<>();
  private final Map<String, Video> published = new HashMap<>();

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void versions_rise_without_gap_and_every_last_state_is_published(@ForAll long seed)
      throws Exception {
    Pool pool = TestDatabase.empty();
    VideoRepository videos = new VideoRepository(pool, () -> PLAN);
    JobRepository jobs = new JobRepository(pool, () -> PLAN);
    OutboxRepository outbox = new OutboxRepository(pool);
    published.clear();
    IDS.forEach(id -> versions.put(id, Collections.synchronizedList(new ArrayList<>())));
    AtomicBoolean stop = new AtomicBoolean();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Random random = new Random(seed + i);
        writers.add(threads.submit(() -> write(videos, random)));
      }
      Future<?> worker = threads.submit(until(stop, () -> embed(jobs)));
      Future<?> relay = threads.submit(until(stop, () -> relay(outbox)));
      try {
        for (Future<?> writer : writers) {
          writer.get(60, TimeUnit.SECONDS);
        }
      } finally {
        stop.set(true);
      }
      worker.get(60, TimeUnit.SECONDS);
      relay.get(60, TimeUnit.SECONDS);
    }
    while (relay(outbox)) {}

    for (String id : IDS) {
      long changes = versions.get(id).size();
      // As many versions as changes, none twice, none beyond: none is missing either.
      assertThat(versions.get(id)).doesNotHaveDuplicates().allMatch(version -> version <= changes);
      if (changes > 0) {
        assertThat(published.get(id).version()).isEqualTo(changes);
        assertThat(await(videos.find(id)))
            .isEqualTo(Optional.of(published.get(id)).filter(video -> !video.deleted()));
      }
    }
  }

  private Void write(VideoRepository videos, Random random) {
    for (int list = 0; list < LISTS; list++) {
      List<VideoWrite> writes = new ArrayList<>();
      for (int i = random.nextInt(1, 9); i > 0; i--) {
        writes.add(randomWrite(random));
      }
      for (WriteResult result : await(videos.write(writes))) {
        if (result instanceof Written written) {
          versions.get(written.id()).add(written.version());
        }
      }
    }
    return null;
  }

  private static VideoWrite randomWrite(Random random) {
    String id = IDS.get(random.nextInt(IDS.size()));
    String title = "t" + random.nextLong(); // a write that changes nothing would make no version
    return switch (random.nextInt(5)) {
      case 0 -> new Delete(id, null);
      case 1 -> new Patch(id, metadata -> VideoMetadata.titled(title), null);
      case 2 -> new AttachMedia(id, new MediaFile("media/" + title, 1, null), null);
      default -> new Put(id, VideoMetadata.titled(title), null);
    };
  }

  private boolean embed(JobRepository jobs) {
    List<Job> claimed = await(jobs.claim(Stage.EMBED, 4, Fixtures.LEASE));
    List<Completion> completions =
        claimed.stream().map(job -> new Completion(job, Fixtures::embedded)).toList();
    List<Boolean> applied = await(jobs.completeAll(completions));
    for (int i = 0; i < applied.size(); i++) {
      if (applied.get(i)) {
        List<Long> seen = versions.get(claimed.get(i).videoId());
        synchronized (seen) {
          // The version that a completion made is not told; all that counts is that it made one.
          seen.add(-(long) seen.size() - 1);
        }
      }
    }
    return !claimed.isEmpty();
  }

  private boolean relay(OutboxRepository outbox) {
    OutboxBatch batch = await(outbox.next(7));
    for (OutboxBatch.Entry entry : batch.entries()) {
      Video before = published.put(entry.video().id(), entry.video());
      assertThat(before == null || before.version() <= entry.video().version()).isTrue();
    }
    await(outbox.done(batch));
    return !batch.isEmpty();
  }

  private static Callable<Void> until(AtomicBoolean stop, Callable<Boolean> step) {
    return () -> {
      while (!stop.get()) {
        if (!step.call()) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
      }
      return null;
    };
  }
}
