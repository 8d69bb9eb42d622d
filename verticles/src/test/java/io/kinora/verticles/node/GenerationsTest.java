package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.Generation.State;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.indexing.shard.VectorSpaces.Space;
import io.kinora.verticles.Bell;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The generations of the index on a node")
class GenerationsTest {

  private static final Spec SPEC = new Spec(Generation.NONE, 4, Generation.NONE, 4, "en");

  /** A bound on a hang, not a measure. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path index;
  private final Vertx vertx = Vertx.vertx();
  private final Folders folders = new Folders();
  private volatile List<Generation> live =
      List.of(generation(1, State.PREVIOUS), generation(2, State.ACTIVE));

  @BeforeEach
  void two_were_open_when_the_node_stopped() throws IOException {
    Files.createDirectories(index.resolve("1"));
    Files.createDirectories(index.resolve("2"));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void one_that_cannot_be_opened_yet_keeps_what_it_has_on_disk_until_it_is_given_up()
      throws Exception {
    folders.refused.add(1);
    try (Generations generations = started()) {
      until(() -> !folders.deletions.isEmpty());
      assertThat(generations.cards())
          .anyMatch(card -> card.number() == 1 && card.trouble().equals("the log is slow"));
      assertThat(index.resolve("1")).isDirectory();

      folders.refused.clear();
      until(() -> generations.all().size() == 2);
      assertThat(generations.cards()).allMatch(card -> card.trouble().isEmpty());
      assertThat(index.resolve("1")).isDirectory();

      live = List.of(generation(2, State.ACTIVE));
      Bell.ring(vertx, Bell.GENERATIONS);
      until(() -> Files.notExists(index.resolve("1")));
      assertThat(index.resolve("2")).isDirectory();
    }
  }

  @Test
  void one_that_was_given_up_before_it_could_be_opened_leaves_nothing_on_disk() throws Exception {
    folders.refused.add(1);
    try (Generations generations = started()) {
      until(() -> !folders.deletions.isEmpty());

      live = List.of(generation(2, State.ACTIVE));
      until(() -> Files.notExists(index.resolve("1")));
      assertThat(generations.active().number()).isEqualTo(2);
      assertThat(index.resolve("2")).isDirectory();
    }
  }

  private Generations started() throws Exception {
    Generations generations =
        new Generations(vertx, () -> Future.succeededFuture(live), folders, () -> {}, live);
    generations.openActive();
    folders.deletions.clear();
    generations.warmUp();
    return generations;
  }

  private static Generation generation(int number, State state) {
    return new Generation(number, state, SPEC, false, Instant.EPOCH, Instant.EPOCH);
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  /** Generations that are no more than a folder each. */
  private final class Folders implements Generations.Opener {

    final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    final Set<Collection<Integer>> deletions = ConcurrentHashMap.newKeySet();

    @Override
    public LiveGeneration open(Generation generation) throws IOException {
      if (refused.contains(generation.number())) {
        throw new IOException("the log is slow");
      }
      VectorSpaces none =
          new VectorSpaces(new Space(Generation.NONE, 4), new Space(Generation.NONE, 4));
      return new LiveGeneration(
          generation, new Models(null, null, "", none, Map.of()), null, new Started());
    }

    @Override
    public boolean canSearch(LiveGeneration opened) {
      return false;
    }

    @Override
    public void prepareSearch(LiveGeneration opened) {}

    @Override
    public void warmUp(LiveGeneration opened) {}

    @Override
    public void close(LiveGeneration opened) {}

    @Override
    public void deleteAllBut(Collection<Integer> numbers) throws IOException {
      try (Stream<Path> there = Files.list(index)) {
        for (Path folder : there.toList()) {
          if (!numbers.contains(Integer.valueOf(folder.getFileName().toString()))) {
            Files.delete(folder);
          }
        }
      }
      deletions.add(Set.copyOf(numbers));
    }
  }
}
