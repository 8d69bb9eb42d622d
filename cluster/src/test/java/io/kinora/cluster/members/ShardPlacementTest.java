package io.kinora.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPlacementTest {

  @Provide
  Arbitrary<List<String>> members() {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .ofMinLength(1)
        .ofMaxLength(12)
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 300)
  void the_order_of_the_list_does_not_matter(
      @ForAll("members") List<String> members,
      @ForAll @IntRange(min = 1, max = 64) int shards,
      @ForAll @IntRange(min = 1, max = 4) int replicas,
      @ForAll Random random) {
    List<String> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, random);

    assertThat(ShardPlacement.of(shuffled, shards, replicas))
        .isEqualTo(ShardPlacement.of(members, shards, replicas));
  }

  @Property(tries = 300)
  void a_shard_has_as_many_distinct_members_as_can_be(
      @ForAll("members") List<String> members,
      @ForAll @IntRange(min = 1, max = 64) int shards,
      @ForAll @IntRange(min = 1, max = 4) int replicas) {
    ShardPlacement placement = ShardPlacement.of(members, shards, replicas);

    assertThat(placement.owners()).hasSize(shards);
    assertThat(placement.owners())
        .allSatisfy(
            owners ->
                assertThat(owners)
                    .hasSize(Math.min(replicas, members.size()))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(members));
  }

  @Property(tries = 300)
  void no_member_serves_more_than_one_shard_more_than_another(
      @ForAll("members") List<String> members,
      @ForAll @IntRange(min = 1, max = 128) int shards,
      @ForAll @IntRange(min = 1, max = 4) int replicas) {
    ShardPlacement placement = ShardPlacement.of(members, shards, replicas);

    List<Integer> loads =
        members.stream().map(member -> placement.shardsOf(member).size()).toList();
    assertThat(Collections.max(loads) - Collections.min(loads)).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"8, 3, 1", "8, 3, 2", "16, 4, 2", "32, 5, 2", "64, 10, 3"})
  void a_member_that_comes_or_goes_moves_little_more_than_its_share(
      int shards, int members, int replicas) {
    int clusters = 200;
    int toTheNewOne = 0;
    int moved = 0;
    for (int cluster = 0; cluster < clusters; cluster++) {
      List<String> ids = new ArrayList<>();
      for (int member = 0; member < members; member++) {
        ids.add("node-" + cluster + "-" + member);
      }
      ShardPlacement before = ShardPlacement.of(ids, shards, replicas);
      ids.add("the new one");
      ShardPlacement after = ShardPlacement.of(ids, shards, replicas);
      toTheNewOne += after.shardsOf("the new one").size();
      moved += lost(before, after);
      assertThat(lost(after, before)).as("going is coming back").isEqualTo(lost(before, after));
    }
    assertThat((double) moved / toTheNewOne).isBetween(1.0, 2.0);
  }

  @Example
  void without_members_nobody_serves_a_shard() {
    assertThat(ShardPlacement.of(List.of(), 2, 1).owners()).containsExactly(List.of(), List.of());
  }

  @Example
  void a_lone_member_serves_every_shard() {
    ShardPlacement placement = ShardPlacement.of(List.of("a"), 3, 2);
    assertThat(placement.shardsOf("a")).containsExactly(0, 1, 2);
    assertThat(placement.shardsOf("b")).isEmpty();
  }

  /** How many (shard, member) pairs of one placement the other does not have. */
  private static int lost(ShardPlacement one, ShardPlacement other) {
    int lost = 0;
    for (int shard = 0; shard < one.owners().size(); shard++) {
      Set<String> gone = new HashSet<>(one.owners().get(shard));
      gone.removeAll(other.owners().get(shard));
      lost += gone.size();
    }
    return lost;
  }
}
