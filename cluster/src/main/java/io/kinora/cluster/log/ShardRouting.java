package io.kinora.cluster.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kinora.catalog.InvalidValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/**
 * Which shard a video belongs to: the murmur2 hash of its id's UTF-8 bytes, as Kafka's own clients
 * choose a key's partition, so that other producers agree.
 *
 * @param shards at least 1
 */
public record ShardRouting(int shards) {

  public ShardRouting {
    if (shards < 1) {
      throw new InvalidValueException("shards", shards, "1 or more");
    }
  }

  /** The shard of a video, 0 to {@code shards - 1}. */
  public int shardOf(String id) {
    return Utils.toPositive(Utils.murmur2(id.getBytes(UTF_8))) % shards;
  }

  /** Videos by their shard, in the order given. */
  public SortedMap<Integer, List<String>> byShard(Collection<String> ids) {
    SortedMap<Integer, List<String>> parts = new TreeMap<>();
    for (String id : ids) {
      parts.computeIfAbsent(shardOf(id), first -> new ArrayList<>()).add(id);
    }
    return parts;
  }
}
