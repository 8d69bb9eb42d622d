package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.Generation.State;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.postgres.GenerationRepository;
import io.kinora.indexing.encode.models.ModelNotInstalledException;
import io.kinora.verticles.Bell;
import io.kinora.verticles.Reindexing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins, switches and drops generations in the catalogue; all nodes follow. */
final class CatalogueReindexing implements Reindexing {

  private final Vertx vertx;
  private final GenerationRepository generations;
  private final ModelShelf models;
  private final Supplier<Spec> searched;
  private final Wholeness wholeness;

  /**
   * @param searched what the active generation is
   */
  CatalogueReindexing(
      Vertx vertx,
      GenerationRepository generations,
      ModelShelf models,
      Supplier<Spec> searched,
      Wholeness wholeness) {
    this.vertx = vertx;
    this.generations = generations;
    this.models = models;
    this.searched = searched;
    this.wholeness = wholeness;
  }

  @Override
  public Future<List<Progress>> generations() {
    return generations
        .live()
        .compose(
            live ->
                wholeness
                    .work(live)
                    .map(work -> live.stream().map(one -> progress(one, work)).toList()));
  }

  private Progress progress(Generation generation, Backlog.Work work) {
    int number = generation.number();
    boolean building = generation.state() == State.BUILDING;
    return new Progress(
        generation,
        building ? wholeness.lacks(number, work) : List.of(),
        wholeness.videos(number),
        work.embedding().queued() + work.embedding().running(),
        work.embedding().failed());
  }

  @Override
  public Future<Generation> begin(Wish wish) {
    Spec now = searched.get();
    return vertx
        .executeBlocking(
            () ->
                installed(
                    models.spec(
                        Objects.requireNonNullElse(wish.textEncoder(), now.textEncoder()),
                        Objects.requireNonNullElse(wish.sightEncoder(), now.sightEncoder()),
                        Objects.requireNonNullElse(wish.language(), now.language()))),
            false)
        .compose(spec -> generations.begin(spec, wish.byHand()))
        .map(begun -> begun.orElseThrow(CatalogueReindexing::oneIsBuilt))
        .onSuccess(begun -> Bell.ring(vertx, Bell.GENERATIONS));
  }

  /** What cannot be loaded here will not be loaded elsewhere either: better said now. */
  private Spec installed(Spec spec) throws IOException {
    try {
      models.take(spec);
      models.giveBack(spec);
      return spec;
    } catch (ModelNotInstalledException lacking) {
      throw new InvalidValueException(
          "encoder",
          spec.textEncoder() + ", " + spec.sightEncoder(),
          String.valueOf(lacking.getMessage()));
    }
  }

  private static ConflictException oneIsBuilt() {
    return new ConflictException(
        "another generation is being built: wait for it, or give it up with DELETE");
  }

  @Override
  public Future<Generation> search(int number) {
    return generations
        .live()
        .compose(live -> search(required(live, number), live))
        .onSuccess(active -> Bell.ring(vertx, Bell.GENERATIONS));
  }

  private Future<Generation> search(Generation wanted, List<Generation> live) {
    int number = wanted.number();
    return switch (wanted.state()) {
      case ACTIVE -> Future.succeededFuture(wanted);
      case PREVIOUS -> searchUnless(wholeness.unserved(number), number);
      case BUILDING, DROPPED ->
          wholeness.work(live).compose(work -> searchUnless(wholeness.lacks(number, work), number));
    };
  }

  private Future<Generation> searchUnless(List<String> lacking, int number) {
    if (!lacking.isEmpty()) {
      throw new ConflictException(
          "generation " + number + " is not whole: " + String.join("; ", lacking));
    }
    return generations
        .activate(number)
        .compose(done -> generations.live())
        .map(now -> required(now, number));
  }

  private static Generation required(List<Generation> live, int number) {
    Optional<Generation> found =
        live.stream().filter(generation -> generation.number() == number).findFirst();
    return found.orElseThrow(
        () ->
            new ConflictException(
                "there is no generation "
                    + number
                    + "; there are "
                    + live.stream().map(Generation::number).toList()));
  }

  @Override
  public Future<Void> drop(int number) {
    return generations
        .drop(number)
        .map(
            dropped -> {
              if (!dropped) {
                throw new ConflictException(
                    "generation " + number + " is searched just now, or there is none");
              }
              Bell.ring(vertx, Bell.GENERATIONS);
              return null;
            });
  }
}
