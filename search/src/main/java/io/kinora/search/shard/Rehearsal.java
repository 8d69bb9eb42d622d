package io.kinora.search.shard;

import io.kinora.catalog.Derived;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.indexing.shard.VectorSpaces.Space;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.apache.lucene.util.IOUtils;

/**
 * Searches a small made-up index until searching is fast. Before the JVM has compiled it, Lucene's
 * vector code takes some hundred times longer, and the first viewers would pay with their whole
 * budget.
 */
public final class Rehearsal {

  private static final int VIDEOS = 100;
  private static final int DIMENSION = 384;
  private static final int WINDOW = 50;
  private static final long SEARCH_BUDGET_MS = 2_000;
  private static final Duration FAST = Duration.ofMillis(20);
  private static final int FAST_IN_A_ROW = 3;

  private final Random random = new Random(1);

  private Rehearsal() {}

  /**
   * @param folder for the index; deleted before and after
   * @param patience when to stop though it is not fast yet
   */
  public static void run(Path folder, Duration patience) throws IOException {
    IOUtils.rm(folder);
    VectorSpaces spaces =
        new VectorSpaces(new Space("rehearsal", DIMENSION), new Space("rehearsal", DIMENSION));
    Rehearsal rehearsal = new Rehearsal();
    try (Shard shard = Shard.open(folder, spaces, ShardConfig.DEFAULT)) {
      for (int i = 0; i < VIDEOS; i++) {
        shard.apply(rehearsal.video(i));
      }
      shard.refresh();
      rehearsal.search(new ShardSearch(shard, ShardSearchConfig.DEFAULT), patience);
    } finally {
      IOUtils.rm(folder);
    }
  }

  private void search(ShardSearch search, Duration patience) throws IOException {
    Deadline until = Deadline.in(patience.toMillis());
    int fast = 0;
    while (fast < FAST_IN_A_ROW && !until.passed()) {
      long begun = System.nanoTime();
      ShardAnswer answer = search.search(query(), Deadline.in(SEARCH_BUDGET_MS));
      List<String> ids = answer.candidates().stream().limit(10).map(c -> c.id()).toList();
      search.fetch(new FetchQuery(ids, "number 7", Wording.PLAIN, null));
      fast = System.nanoTime() - begun < FAST.toNanos() ? fast + 1 : 0;
    }
  }

  private ShardQuery query() {
    return ShardQuery.best(
        ShardQuery.Words.plain("video number " + random.nextInt(VIDEOS)),
        new ShardQuery.Vectors(vector(), vector(), vector(), null),
        ShardQuery.Retrieval.of(EnumSet.allOf(Retriever.class), WINDOW));
  }

  private Video video(int number) {
    VideoMetadata said =
        new VideoMetadata(
            "video number " + number,
            "made up, to be searched",
            "channel " + number % 7,
            List.of("rehearsal"),
            "en",
            Instant.EPOCH,
            10.0,
            "none",
            "",
            number,
            number,
            null,
            vector(),
            vector(),
            List.of(new SuppliedFrame(0, vector()), new SuppliedFrame(5_000, vector())));
    return new Video("v" + number, 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
  }

  private Vector vector() {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Vector(values);
  }
}
