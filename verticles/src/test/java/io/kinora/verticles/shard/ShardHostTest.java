package io.kinora.verticles.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.cluster.members.Members;
import io.kinora.cluster.members.MembersConfig;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.live.LiveCard;
import io.kinora.verticles.roster.NodeCard;
import io.kinora.verticles.roster.Roster;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two shards of one build of the index, both on the only node. */
class ShardHostTest {

  private static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("text", 4), new VectorSpaces.Space("sight", 4));

  private static HazelcastInstance hazelcast;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final BoundedPool pool = new BoundedPool("search", 1, 4);
  private final List<Integer> gone = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void joinsNobody() {
    hazelcast = Hazelcast.newHazelcastInstance(MembersConfig.alone("here", true));
  }

  @AfterAll
  static void leaves() {
    hazelcast.getLifecycleService().terminate();
  }

  @AfterEach
  void close() {
    vertx.close().await();
    pool.close();
  }

  @Test
  void all_its_replicas_are_gone_when_it_has_stopped() {
    ShardHost host = host(folder);
    String deployed = vertx.deployVerticle(host).await();
    assertThat(host.replicas()).hasSize(2);
    assertThat(gone).isEmpty();

    vertx.undeploy(deployed).await();

    assertThat(gone).containsExactlyInAnyOrder(0, 1);
    assertThat(host.replicas()).isEmpty();
  }

  @Test
  void all_its_replicas_are_gone_when_one_of_them_does_not_open() {
    ShardHost host = host(Path.of("/dev/null"));

    assertThatThrownBy(() -> vertx.deployVerticle(host).await()).isInstanceOf(Exception.class);

    assertThat(gone).containsExactlyInAnyOrder(0, 1);
    assertThat(host.replicas()).isEmpty();
  }

  /**
   * @param second where the second shard lies
   */
  private ShardHost host(Path second) {
    Members members = new Members(hazelcast);
    return new ShardHost(
        new ShardHost.Plan("here", 1, 2, 1, Duration.ofMinutes(1)),
        members,
        new Roster(vertx, members, "here", ShardHostTest::card),
        shard -> replica(shard, shard == 0 ? folder : second),
        replica -> gone.add(replica.number()));
  }

  private static NodeCard card() {
    return new NodeCard("here", "", List.of(), "1", 0, List.of(), List.of(), LiveCard.NONE);
  }

  private ShardVerticle replica(int shard, Path in) {
    ShardVerticle.Source source =
        new ShardVerticle.Source(
            new ReplicaName(1, shard, "here"),
            in.resolve(Integer.toString(shard)),
            "no log",
            from -> {
              throw new LogUnavailableException("away", new IOException());
            });
    return new ShardVerticle(
        source,
        SPACES,
        ShardConfig.DEFAULT,
        ShardSearchConfig.DEFAULT,
        pool,
        pool,
        Duration.ofMillis(50));
  }
}
