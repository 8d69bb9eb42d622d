package io.kinora.cluster.members;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who counts when shards are placed: the nodes that are there, and for a while those that have just
 * gone, since most of them are being restarted and will want what they held. A shard all of whose
 * owners have gone does not wait.
 *
 * <p>Not safe for use by several threads.
 */
public final class Holders {

  private final long patienceNanos;
  private final Map<String, Long> goneSince = new HashMap<>();
  private Set<String> present = Set.of();

  /**
   * @param patience for how long the place of a node that has gone is kept
   */
  public Holders(Duration patience) {
    this.patienceNanos = patience.toNanos();
  }

  /**
   * @param present ids of the nodes that are there now
   * @param nanoTime now
   */
  public void update(Set<String> present, long nanoTime) {
    for (String before : this.present) {
      if (!present.contains(before)) {
        goneSince.put(before, nanoTime);
      }
    }
    goneSince.keySet().removeAll(present);
    goneSince.values().removeIf(since -> nanoTime - since >= patienceNanos);
    this.present = Set.copyOf(present);
  }

  /** Places shards on them; see {@link ShardPlacement#of}. */
  public ShardPlacement place(int shards, int replicas) {
    ShardPlacement onPresent = ShardPlacement.of(present, shards, replicas);
    if (goneSince.isEmpty()) {
      return onPresent;
    }
    Set<String> expected = new HashSet<>(present);
    expected.addAll(goneSince.keySet());
    List<List<String>> kept = ShardPlacement.of(expected, shards, replicas).owners();
    return new ShardPlacement(
        IntStream.range(0, shards)
            .mapToObj(
                shard ->
                    kept.get(shard).stream().anyMatch(present::contains)
                        ? kept.get(shard)
                        : onPresent.owners().get(shard))
            .toList());
  }
}
