package io.kinora.cluster.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.InvalidValueException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

class ShardRoutingTest {

  @Property
  void a_video_goes_where_kafkas_own_partitioner_sends_its_id(
      @ForAll String id, @ForAll @IntRange(min = 1, max = 1024) int shards) {
    assertThat(new ShardRouting(shards).shardOf(id))
        .isEqualTo(BuiltInPartitioner.partitionForKey(id.getBytes(UTF_8), shards))
        .isBetween(0, shards - 1);
  }

  @Example
  void the_mapping_does_not_change_between_releases() {
    ShardRouting routing = new ShardRouting(16);
    assertThat(routing.shardOf("21")).isEqualTo(Math.floorMod(-973932308 & 0x7fffffff, 16));
    assertThat(routing.shardOf("foobar")).isEqualTo(Math.floorMod(-790332482 & 0x7fffffff, 16));
  }

  @Example
  void no_shards_are_refused() {
    assertThatThrownBy(() -> new ShardRouting(0))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("shards is 0");
  }
}
