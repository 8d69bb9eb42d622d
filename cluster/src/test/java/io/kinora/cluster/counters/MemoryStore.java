package io.kinora.cluster.counters;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Keeps what counting knows in maps, and hands every change on to a view. */
final class MemoryStore implements CountStore {

  private final CounterView view;
  private final int partition;
  private final Map<Bytes, byte[]> buckets = new HashMap<>();
  private final Map<String, byte[]> viewers = new HashMap<>();
  private final Map<Bytes, TreeMap<Long, Byte>> said = new HashMap<>();
  private final Set<Bytes> likes = new HashSet<>();

  MemoryStore(CounterView view, int partition) {
    this.view = view;
    this.partition = partition;
  }

  @Override
  public byte @Nullable [] bucket(byte[] key) {
    return buckets.get(Bytes.wrap(key));
  }

  @Override
  public void putBucket(byte[] key, byte[] value) {
    buckets.put(Bytes.wrap(key), value);
    view.apply(partition, key, value);
  }

  @Override
  public byte @Nullable [] viewer(String viewer) {
    return viewers.get(viewer);
  }

  @Override
  public void putViewer(String viewer, byte[] value) {
    viewers.put(viewer, value);
  }

  @Override
  public byte lately(byte[] matter, long atMs) {
    var all = said.getOrDefault(Bytes.wrap(matter), new TreeMap<>());
    var last = all.subMap(atMs - Duration.ofHours(24).toMillis(), true, Long.MAX_VALUE, true);
    return last.isEmpty() ? 0 : last.lastEntry().getValue();
  }

  @Override
  public boolean liked(byte[] matter) {
    return likes.contains(Bytes.wrap(matter));
  }

  @Override
  public void like(byte[] matter, boolean stands) {
    if (stands) {
      likes.add(Bytes.wrap(matter));
    } else {
      likes.remove(Bytes.wrap(matter));
    }
  }

  @Override
  public void say(byte[] matter, byte what, long atMs) {
    said.computeIfAbsent(Bytes.wrap(matter), none -> new TreeMap<>()).put(atMs, what);
  }
}
