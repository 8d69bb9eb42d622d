package io.kinora.cluster.members;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A placement in the making; see {@link ShardPlacement} for how. */
final class Balancing {

  private final List<String> members;
  private final List<List<String>> owners = new ArrayList<>();
  private final Map<String, Integer> load = new HashMap<>();

  /**
   * @param members distinct, sorted
   */
  Balancing(List<String> members, int shards, int replicas) {
    this.members = members;
    members.forEach(member -> load.put(member, 0));
    for (int shard = 0; shard < shards; shard++) {
      List<String> heaviest =
          new ArrayList<>(members.stream().sorted(heaviestFirst(shard)).limit(replicas).toList());
      heaviest.forEach(member -> load.merge(member, 1, Integer::sum));
      owners.add(heaviest);
    }
  }

  /** Each move brings two loads closer to one another, so this ends. */
  void run() {
    while (!members.isEmpty()) {
      String most = members.getFirst();
      String least = members.getFirst();
      for (String member : members) {
        most = load(member) > load(most) ? member : most;
        least = load(member) < load(least) ? member : least;
      }
      if (load(most) - load(least) < 2) {
        return;
      }
      move(cheapestShard(most, least), most, least);
    }
  }

  /** Per shard its members, heaviest first. */
  List<List<String>> owners() {
    for (int shard = 0; shard < owners.size(); shard++) {
      owners.get(shard).sort(heaviestFirst(shard));
    }
    return owners;
  }

  /** There is one: who has more shards than another has one which that other has not. */
  private int cheapestShard(String from, String to) {
    int cheapest = -1;
    double lowestLoss = Double.POSITIVE_INFINITY;
    for (int shard = 0; shard < owners.size(); shard++) {
      List<String> held = owners.get(shard);
      if (!held.contains(from) || held.contains(to)) {
        continue;
      }
      double loss = weight(from, shard) - weight(to, shard);
      if (loss < lowestLoss) {
        lowestLoss = loss;
        cheapest = shard;
      }
    }
    return cheapest;
  }

  private void move(int shard, String from, String to) {
    List<String> held = owners.get(shard);
    held.set(held.indexOf(from), to);
    load.merge(from, -1, Integer::sum);
    load.merge(to, 1, Integer::sum);
  }

  private int load(String member) {
    return load.getOrDefault(member, 0);
  }

  private static Comparator<String> heaviestFirst(int shard) {
    return Comparator.comparingDouble((String member) -> -weight(member, shard))
        .thenComparing(Comparator.naturalOrder());
  }

  /** Uniform in [0, 1), the same everywhere for one member and shard. */
  private static double weight(String member, int shard) {
    long hash = 0xcbf29ce484222325L; // FNV-1a over the id's characters
    for (int i = 0; i < member.length(); i++) {
      hash = (hash ^ member.charAt(i)) * 0x100000001b3L;
    }
    return (mix(hash + shard * 0x9e3779b97f4a7c15L) >>> 11) * 0x1.0p-53;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
