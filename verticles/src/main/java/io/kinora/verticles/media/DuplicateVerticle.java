package io.kinora.verticles.media;

import io.kinora.catalog.postgres.DuplicateRepository;
import io.kinora.indexing.duplicate.Alignment;
import io.kinora.indexing.duplicate.Fingerprint;
import io.kinora.verticles.Bell;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Worker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Finds copies: compares each video that has been decoded with those that may show the same. */
public final class DuplicateVerticle extends Worker {

  private static final Duration IDLE = Duration.ofSeconds(2);

  private final DuplicateRepository duplicates;
  private final Alignments alignments;

  /**
   * @param pool where fingerprints are compared
   */
  public DuplicateVerticle(DuplicateRepository duplicates, BoundedPool pool) {
    super(Bell.DUPLICATES, IDLE);
    this.duplicates = duplicates;
    this.alignments = new Alignments(pool);
  }

  @Override
  protected boolean step() {
    boolean worked = duplicates.checkNext(alignments).await();
    if (worked) {
      Bell.ring(vertx, Bell.CATALOGUE);
    }
    return worked;
  }

  private record Alignments(BoundedPool pool) implements DuplicateRepository.Comparison {

    @Override
    public int[] lookups(byte[] frames) {
      return Fingerprint.read(frames).lookups();
    }

    @Override
    public Future<double[]> scores(byte[] frames, List<byte[]> others) {
      return others.isEmpty()
          ? Future.succeededFuture(new double[0])
          : pool.run(() -> compared(frames, others));
    }

    private static double[] compared(byte[] frames, List<byte[]> others) {
      Fingerprint own = Fingerprint.read(frames);
      double[] scores = new double[others.size()];
      for (int i = 0; i < scores.length; i++) {
        Alignment alignment = Alignment.of(own, Fingerprint.read(others.get(i)));
        scores[i] = alignment.isCopy() ? alignment.score() : 0;
      }
      return scores;
    }
  }
}
