package io.kinora.cluster.members;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import java.util.List;
import java.util.Objects;

/** The nodes that are there now, as this node's Hazelcast member sees them. */
public final class Members {

  private final HazelcastInstance hazelcast;

  public Members(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
  }

  /** Ids of all nodes, this one included, sorted. */
  public List<String> ids() {
    return hazelcast.getCluster().getMembers().stream()
        .map(member -> member.getAttribute(MembersConfig.NODE_ID))
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }

  /**
   * Calls back whenever a node has come or gone.
   *
   * @param changed called on a Hazelcast thread, so it should be short
   * @return ends the calls
   */
  public Runnable onChange(Runnable changed) {
    var registration = hazelcast.getCluster().addMembershipListener(new Listener(changed));
    return () -> hazelcast.getCluster().removeMembershipListener(registration);
  }

  private record Listener(Runnable changed) implements MembershipListener {

    @Override
    public void memberAdded(MembershipEvent event) {
      changed.run();
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      changed.run();
    }
  }
}
