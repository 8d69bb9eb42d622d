package io.kinora.verticles.http;

import io.kinora.verticles.ClusterView;
import io.kinora.verticles.live.LiveCard;
import io.kinora.verticles.roster.NodeCard;
import io.kinora.verticles.roster.ReplicaCard;
import io.kinora.verticles.roster.ReplicaState;
import java.time.Duration;
import java.util.List;

/**
 * A cluster of three nodes and three shards: the first whole, the second reduced, the third gone,
 * since the only node that served it has fallen silent.
 */
enum ThreeNodes implements ClusterView {
  VIEW;

  @Override
  public List<KnownNode> nodes() {
    return List.of(
        new KnownNode(
            node("a", serving(0), replica(1, ReplicaState.CATCHING_UP)), true, Duration.ZERO),
        new KnownNode(node("b", serving(0), serving(1)), false, Duration.ofMillis(700)),
        new KnownNode(node("c", serving(2)), false, Duration.ofSeconds(9)));
  }

  private static NodeCard node(String id, ReplicaCard... replicas) {
    String url = "http://" + id + ".example:8080";
    return new NodeCard(
        id, url, List.of("api", "search"), "1.2.3", 0, List.of(replicas), List.of(), LiveCard.NONE);
  }

  private static ReplicaCard serving(int shard) {
    return replica(shard, ReplicaState.SERVING);
  }

  private static ReplicaCard replica(int shard, ReplicaState state) {
    return new ReplicaCard(1, shard, state, 0, 9, 5, 7, 4096, "");
  }

  @Override
  public int searchedGeneration() {
    return 1;
  }

  @Override
  public int shards() {
    return 3;
  }

  @Override
  public int replicas() {
    return 2;
  }
}
