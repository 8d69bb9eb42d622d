package io.kinora.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.kinora.catalog.InvalidValueException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MembersTest {

  private final List<HazelcastInstance> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(member -> member.getLifecycleService().terminate());
  }

  @Test
  void a_lone_node_has_its_maps_and_itself_on_loopback() {
    HazelcastInstance alone = start(MembersConfig.alone("one", true));

    alone.getMap("map").put("key", "value");

    assertThat(alone.getMap("map").get("key")).isEqualTo("value");
    assertThat(new Members(alone).ids()).containsExactly("one");
    assertThat(alone.getCluster().getLocalMember().getAddress().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void lone_nodes_of_one_machine_do_not_find_one_another() {
    HazelcastInstance one = start(MembersConfig.alone("one", true));
    HazelcastInstance two = start(MembersConfig.alone("two", true));

    assertThat(new Members(one).ids()).containsExactly("one");
    assertThat(new Members(two).ids()).containsExactly("two");
  }

  @Test
  void nodes_find_one_another_and_notice_who_dies() throws Exception {
    int firstPort = freePort();
    int secondPort = freePort();
    List<String> peers = List.of("127.0.0.1:" + firstPort, "127.0.0.1:" + secondPort);
    HazelcastInstance first =
        start(MembersConfig.together("a", true, "test", "127.0.0.1", firstPort, peers));
    HazelcastInstance second =
        start(MembersConfig.together("b", false, "test", "127.0.0.1", secondPort, peers));
    Members members = new Members(first);
    assertThat(members.ids()).containsExactlyInAnyOrder("a", "b");
    assertThat(members.holders()).containsExactly("a");
    assertThat(new Members(second).ids()).containsExactlyInAnyOrder("a", "b");
    first.getMap("shared").put("key", "value");
    assertThat(second.getMap("shared").get("key")).isEqualTo("value");
    CountDownLatch changed = new CountDownLatch(1);
    members.onChange(changed::countDown);

    second.getLifecycleService().terminate();

    assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(members.ids()).containsExactly("a");
    assertThat(first.getMap("shared").get("key")).isEqualTo("value");
  }

  @Test
  void what_vertx_expects_of_its_member_is_there() {
    Config config = MembersConfig.alone("one", true);

    assertThat(config.getMultiMapConfigs()).containsKey("__vertx.subs");
    assertThat(config.getMapConfigs()).containsKeys("__vertx.haInfo", "__vertx.nodeInfo");
    assertThat(config.getMemberAttributeConfig().getAttribute("__vertx.nodeId")).isNotBlank();
    assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
  }

  @Test
  void a_port_out_of_range_is_refused() {
    assertThatThrownBy(
            () -> MembersConfig.together("a", true, "c", "127.0.0.1", 70000, List.of("h")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("cluster.port is 70000; allowed: 1 to 65535");
  }

  private HazelcastInstance start(Config config) {
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
    started.add(member);
    return member;
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
