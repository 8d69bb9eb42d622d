package io.kinora.cluster.members;

import io.kinora.catalog.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which members serve which shard. Every member works it out for itself from the list of members
 * alone and comes to the same answer.
 *
 * <ul>
 *   <li>Each shard goes to the members that weigh most for it (rendezvous hashing; Thaler and
 *       Ravishankar, "Using name-based mappings to increase hit rates", 1998): a member that comes
 *       or goes moves only its own shards.
 *   <li>Then members that have at least two more than another give some away, the shard first that
 *       loses least weight, until all are within one of the mean.
 * </ul>
 *
 * @param owners per shard its members, heaviest first; no member twice for one shard
 */
public record ShardPlacement(List<List<String>> owners) {

  public ShardPlacement {
    owners = owners.stream().map(List::copyOf).toList();
  }

  /**
   * Places shards on members. With fewer members than replicas each member serves every shard.
   *
   * @param members ids, in any order; repeated ones count once; may be empty
   * @param shards at least 1
   * @param replicas members wanted for each shard, at least 1
   */
  public static ShardPlacement of(Iterable<String> members, int shards, int replicas) {
    requirePositive("shards", shards);
    requirePositive("replicas", replicas);
    Set<String> distinct = new TreeSet<>();
    members.forEach(distinct::add);
    Balancing balancing = new Balancing(List.copyOf(distinct), shards, replicas);
    balancing.run();
    return new ShardPlacement(balancing.owners());
  }

  /** The shards that a member serves, ascending. */
  public List<Integer> shardsOf(String member) {
    List<Integer> shards = new ArrayList<>();
    for (int shard = 0; shard < owners.size(); shard++) {
      if (owners.get(shard).contains(member)) {
        shards.add(shard);
      }
    }
    return shards;
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new InvalidValueException(name, value, "1 or more");
    }
  }
}
