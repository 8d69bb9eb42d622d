package io.kinora.cluster.counters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class PackedCountsPropertyTest {

  private static final long NOW = Duration.ofDays(20_000).toMillis();

  @Property(tries = 50)
  void what_was_put_last_is_read_and_what_was_removed_is_not(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int changes) {
    Random random = new Random(seed);
    byte[] packed = PackedCounts.NONE;
    Map<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < changes; i++) {
      Tier tier = Tier.values()[random.nextInt(4)];
      int partition = random.nextInt(4);
      int bucket = tier == Tier.ALL ? 0 : tier.bucket(NOW) - random.nextInt(5);
      String key = tier + " " + partition + " " + bucket;
      if (random.nextInt(6) == 0) {
        packed = PackedCounts.with(packed, tier, partition, bucket, null, NOW);
        expected.remove(key);
        continue;
      }
      long views = random.nextLong();
      byte[] value = new Tally().add(Metric.VIEWS, views).add(Metric.LIKES, 1).bytes();
      packed = PackedCounts.with(packed, tier, partition, bucket, value, NOW);
      expected.put(key, views);
    }
    for (Tier tier : Tier.values()) {
      long sum =
          expected.entrySet().stream()
              .filter(each -> each.getKey().startsWith(tier + " "))
              .mapToLong(Map.Entry::getValue)
              .sum();
      Tally read = new Tally();
      byte[] all = packed;
      PackedCounts.read(
          all, tier, Integer.MIN_VALUE, (bucket, offset, length) -> read.add(all, offset));
      assertThat(read.get(Metric.VIEWS)).isEqualTo(sum);
    }
  }

  @Property(tries = 100)
  void a_tally_is_read_as_it_was_written(@ForAll long seed) {
    Random random = new Random(seed);
    Tally tally = new Tally();
    for (Metric metric : Metric.values()) {
      tally.add(metric, random.nextBoolean() ? 0 : random.nextLong() >> random.nextInt(64));
    }
    Tally read = new Tally().add(tally.bytes());
    for (Metric metric : Metric.values()) {
      assertThat(read.get(metric)).isEqualTo(tally.get(metric));
    }
  }

  @Property(tries = 100)
  void a_key_is_read_as_it_was_written(@ForAll @IntRange(min = 0) int bucket, @ForAll String id) {
    CounterKey key =
        new CounterKey(Tier.HOUR, bucket, Kind.QUERY, Part.VIEWERS, id.replaceAll("\\p{Cs}", ""));
    assertThat(CounterKey.read(key.bytes())).isEqualTo(key);
  }
}
