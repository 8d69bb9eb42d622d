package io.kinora.verticles.roster;

import java.util.List;

/** Which nodes can be asked for a shard. */
public interface Replicas {

  /**
   * The nodes that can be asked for a shard, the best first. Nodes that are as good as one another
   * take turns by {@code affinity}, so equal questions go to the same replica wherever they are
   * asked, and see the same.
   */
  List<String> replicas(int shard, int affinity);

  /** Asks this node last for a while: it did not answer. */
  void suspect(String node);
}
