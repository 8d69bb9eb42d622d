package io.kinora.cluster.members;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The nodes that are there now, as this node's Hazelcast member sees them. */
public final class Members {

  private final HazelcastInstance hazelcast;

  public Members(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
  }

  /** Ids of all nodes, this one included. */
  public Set<String> ids() {
    return ids(member -> true);
  }

  /** Ids of the nodes that hold shards. */
  public Set<String> holders() {
    return ids(member -> "true".equals(member.getAttribute(MembersConfig.HOLDS_SHARDS)));
  }

  private Set<String> ids(Predicate<Member> which) {
    Stream<Member> members = hazelcast.getCluster().getMembers().stream();
    return members
        .filter(which)
        .map(member -> member.getAttribute(MembersConfig.NODE_ID))
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
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
