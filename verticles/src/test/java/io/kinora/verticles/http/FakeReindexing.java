package io.kinora.verticles.http;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.Generation.State;
import io.kinora.verticles.Reindexing;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One generation that is searched, one that is built, and what was wished for. */
final class FakeReindexing implements Reindexing {

  static final Generation SEARCHED =
      new Generation(
          3,
          State.ACTIVE,
          new Spec("bge-small", 384, "frame-encoder", 384, "en"),
          false,
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:01:00Z"));

  static final Generation BUILT =
      new Generation(
          4,
          State.BUILDING,
          new Spec("bge-small", 384, "clip", 512, "en"),
          true,
          Instant.parse("2026-01-02T00:00:00Z"),
          null);

  final List<Wish> wishes = new ArrayList<>();
  final List<Integer> dropped = new ArrayList<>();

  @Override
  public Future<List<Progress>> generations() {
    return Future.succeededFuture(
        List.of(
            new Progress(SEARCHED, List.of(), 41, 7, 1),
            new Progress(BUILT, List.of("7 videos are still to be embedded"), 12, 7, 1)));
  }

  @Override
  public Future<Generation> begin(Wish wish) {
    wishes.add(wish);
    return Future.succeededFuture(BUILT);
  }

  @Override
  public Future<Generation> search(int number) {
    return number == SEARCHED.number()
        ? Future.succeededFuture(SEARCHED)
        : Future.failedFuture(new ConflictException("generation " + number + " is not whole"));
  }

  @Override
  public Future<Void> drop(int number) {
    dropped.add(number);
    return Future.succeededFuture();
  }
}
