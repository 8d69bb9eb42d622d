package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;

import io.kinora.catalog.Embedding;
import io.kinora.catalog.Stage;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.VideoWrite.Put;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Prints how fast videos go in, are embedded and come out again: a program, not a test. */
final class BulkWriteMeasurement {

  private static final int VIDEOS = 5_000;
  private static final JobPlan PLAN = new JobPlan(Set.of("words"), Set.of());

  private BulkWriteMeasurement() {}

  public static void main(String[] arguments) {
    Pool pool = TestDatabase.empty();
    VideoRepository videos = new VideoRepository(pool, () -> PLAN);
    JobRepository jobs = new JobRepository(pool, () -> PLAN);
    OutboxRepository outbox = new OutboxRepository(pool);
    for (int round = 1; round <= 3; round++) {
      String prefix = "r" + round + "-";
      measure("create, own vectors", () -> put(videos, prefix + "own", true));
      measure("create, to be embedded", () -> put(videos, prefix, false));
      measure("replace", () -> put(videos, prefix, false));
      measure("embed by 64", () -> embed(jobs));
      measure("relay by 500", () -> relay(outbox));
    }
    System.exit(0);
  }

  private static void put(VideoRepository videos, String prefix, boolean ownVectors) {
    Random random = new Random(7);
    for (int first = 0; first < VIDEOS; first += 500) {
      List<VideoWrite> writes = new ArrayList<>();
      for (int i = first; i < first + 500; i++) {
        VideoMetadata metadata =
            new VideoMetadata(
                "A title of some length, number " + i,
                "A description that goes on for a while. ".repeat(10),
                "channel" + i % 50,
                List.of("one", "two", "three"),
                "en",
                null,
                60.0,
                null,
                "",
                i,
                i,
                null,
                ownVectors ? Fixtures.randomVector(random, 384) : null,
                null,
                List.of());
        writes.add(new Put(prefix + i, metadata, null));
      }
      await(videos.write(writes));
    }
  }

  private static void embed(JobRepository jobs) {
    Random random = new Random(8);
    while (true) {
      List<Job> claimed = await(jobs.claim(Stage.EMBED, 64, Fixtures.LEASE));
      if (claimed.isEmpty()) {
        return;
      }
      await(
          jobs.completeAll(
              claimed.stream()
                  .map(
                      job ->
                          new Completion(
                              job,
                              d ->
                                  d.withText(
                                      Embedding.ofText(
                                          "words", Fixtures.randomVector(random, 384)))))
                  .toList()));
    }
  }

  private static void relay(OutboxRepository outbox) {
    for (OutboxBatch batch = await(outbox.next(500));
        !batch.isEmpty();
        batch = await(outbox.next(500))) {
      await(outbox.done(batch));
    }
  }

  private static void measure(String what, Runnable work) {
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%-24s %,9.0f videos/s%n", what, VIDEOS / seconds);
  }
}
