package io.kinora.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HoldersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SECOND = 1_000_000_000L;

  private final Holders holders = new Holders(PATIENCE);

  @Example
  void a_node_that_is_being_restarted_finds_its_place_kept() {
    holders.update(Set.of("a", "b", "c"), 0);
    ShardPlacement before = holders.place(12, 2);
    holders.update(Set.of("a", "b"), SECOND);
    assertThat(holders.place(12, 2)).isEqualTo(before);
    holders.update(Set.of("a", "b", "c"), 30 * SECOND);
    assertThat(holders.place(12, 2)).isEqualTo(before);
    holders.update(Set.of("a", "b", "c"), 100 * SECOND);
    assertThat(holders.place(12, 2)).isEqualTo(before);
  }

  @Example
  void a_node_that_stays_away_is_replaced() {
    holders.update(Set.of("a", "b", "c"), 0);
    holders.update(Set.of("a", "b"), SECOND);
    holders.update(Set.of("a", "b"), 61 * SECOND);
    assertThat(holders.place(12, 2)).isEqualTo(ShardPlacement.of(Set.of("a", "b"), 12, 2));
  }

  @Example
  void a_shard_that_nobody_has_any_more_does_not_wait() {
    holders.update(Set.of("a", "b", "c"), 0);
    holders.update(Set.of("c"), SECOND);
    assertThat(holders.place(12, 1).shardsOf("c")).hasSize(12);
  }

  @Property(tries = 300)
  void every_shard_has_an_owner_that_is_there_whoever_comes_and_goes(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 3) int replicas) {
    Holders some = new Holders(PATIENCE);
    for (int i = 0; i < 20; i++) {
      Set<String> present = new HashSet<>();
      for (String node : List.of("a", "b", "c", "d", "e")) {
        if (random.nextInt(3) > 0) {
          present.add(node);
        }
      }
      some.update(present, i * 10 * SECOND);
      if (!present.isEmpty()) {
        assertThat(some.place(8, replicas).owners())
            .allMatch(owners -> owners.stream().anyMatch(present::contains))
            .allMatch(owners -> new HashSet<>(owners).size() == owners.size());
      }
    }
  }
}
