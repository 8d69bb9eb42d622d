package io.kinora.verticles.roster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.kinora.cluster.members.Members;
import io.kinora.verticles.CborCodec;
import io.kinora.verticles.ClusterView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of the cluster as they tell of themselves, once a second and whenever something
 * changes. Nothing of it is stored: who falls silent is asked last, and soon forgotten.
 */
public final class Roster {

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private static final String ADDRESS = "roster";
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final long SILENT_NANOS = ClusterView.SILENT.toNanos();
  private static final long FORGOTTEN_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long SUSPECT_NANOS = Duration.ofSeconds(2).toNanos();

  private record Heard(NodeCard card, long nanos) {}

  private record Replica(String node, ReplicaState state) {}

  /** A shard of one build of the index. */
  private record Place(int generation, int shard) {}

  private final Vertx vertx;
  private final Members members;
  private final String self;
  private final Callable<NodeCard> own;
  private final Map<String, Heard> nodes = new ConcurrentHashMap<>();
  private final Map<String, Long> suspects = new ConcurrentHashMap<>();
  private volatile Map<Place, List<Replica>> replicas = Map.of();
  private @Nullable MessageConsumer<NodeCard> consumer;
  private @Nullable Runnable membership;
  private long timer;

  /**
   * @param self this node's id
   * @param own makes this node's card; may block
   */
  public Roster(Vertx vertx, Members members, String self, Callable<NodeCard> own) {
    this.vertx = vertx;
    this.members = members;
    this.self = self;
    this.own = own;
    vertx
        .eventBus()
        .registerDefaultCodec(NodeCard.class, new CborCodec<>(NodeCard.class, tolerant()));
  }

  /** Nodes of the next version may tell more. */
  private static CBORMapper tolerant() {
    return CBORMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  /** Begins to tell and to listen. */
  public Future<Void> open() {
    MessageConsumer<NodeCard> listening =
        vertx.eventBus().consumer(ADDRESS, message -> hear(message.body()));
    consumer = listening;
    membership = members.onChange(this::forgetTheGone);
    timer = vertx.setPeriodic(EVERY.toMillis(), tick -> announce());
    return listening.completion().compose(registered -> announce());
  }

  /** Tells the others how this node is now. */
  public Future<Void> announce() {
    return vertx
        .executeBlocking(own)
        .onSuccess(
            card -> {
              hear(card);
              vertx.eventBus().publish(ADDRESS, card);
            })
        .onFailure(failure -> LOG.warn("This node could not tell of itself", failure))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /**
   * The cluster for people.
   *
   * @param searched number of the build of the index that is searched now
   * @param shards into how many parts it is cut
   * @param replicas wanted of each
   */
  public ClusterView view(IntSupplier searched, int shards, int replicas) {
    return new View(searched, shards, replicas);
  }

  private final class View implements ClusterView {

    private final IntSupplier searched;
    private final int shards;
    private final int replicas;

    View(IntSupplier searched, int shards, int replicas) {
      this.searched = searched;
      this.shards = shards;
      this.replicas = replicas;
    }

    @Override
    public List<KnownNode> nodes() {
      long now = System.nanoTime();
      return nodes.values().stream()
          .map(
              heard ->
                  new KnownNode(
                      heard.card(),
                      heard.card().id().equals(self),
                      Duration.ofNanos(now - heard.nanos())))
          .sorted(Comparator.comparing(node -> node.card().id()))
          .toList();
    }

    @Override
    public int searchedGeneration() {
      return searched.getAsInt();
    }

    @Override
    public int shards() {
      return shards;
    }

    @Override
    public int replicas() {
      return replicas;
    }
  }

  /** Who has the shards of one build of the index. */
  public Generation of(int generation) {
    return new Generation(generation);
  }

  /** The replicas of one build of the index. */
  public final class Generation implements Replicas {

    private final int number;

    private Generation(int number) {
      this.number = number;
    }

    /** The nodes that serve a shard and can be heard. */
    public List<String> serving(int shard) {
      long now = System.nanoTime();
      return held(shard).stream()
          .filter(replica -> reserve(replica, now) == 0)
          .map(Replica::node)
          .toList();
    }

    @Override
    public List<String> replicas(int shard, int affinity) {
      List<Replica> held = held(shard);
      if (held.size() < 2) {
        return held.isEmpty() ? List.of() : List.of(held.getFirst().node());
      }
      List<Replica> turned = new ArrayList<>(held);
      Collections.rotate(turned, Math.floorMod(affinity, turned.size()));
      long now = System.nanoTime();
      turned.sort(Comparator.comparingInt(replica -> reserve(replica, now)));
      return turned.stream().map(Replica::node).toList();
    }

    @Override
    public void suspect(String node) {
      suspects.put(node, System.nanoTime() + SUSPECT_NANOS);
    }

    private List<Replica> held(int shard) {
      return replicas.getOrDefault(new Place(number, shard), List.of());
    }
  }

  /** 0 for the first choice, more for what is asked only in need. */
  private int reserve(Replica replica, long now) {
    int silent = quiet(replica.node(), now) ? 2 : 0;
    return silent + (replica.state() == ReplicaState.SERVING ? 0 : 1);
  }

  private boolean quiet(String node, long now) {
    if (node.equals(self)) {
      return false;
    }
    Long suspectUntil = suspects.get(node);
    if (suspectUntil != null && suspectUntil - now > 0) {
      return true;
    }
    Heard heard = nodes.get(node);
    return heard == null || now - heard.nanos() > SILENT_NANOS;
  }

  private void hear(NodeCard card) {
    nodes.put(card.id(), new Heard(card, System.nanoTime()));
    long now = System.nanoTime();
    nodes.values().removeIf(heard -> now - heard.nanos() > FORGOTTEN_NANOS);
    sortReplicas();
  }

  private void forgetTheGone() {
    Set<String> present = members.ids();
    nodes.keySet().removeIf(node -> !present.contains(node) && !node.equals(self));
    sortReplicas();
  }

  private synchronized void sortReplicas() {
    Map<Place, List<Replica>> sorted = new HashMap<>();
    List<NodeCard> cards =
        nodes.values().stream()
            .map(Heard::card)
            .sorted(Comparator.comparing(NodeCard::id))
            .toList();
    for (NodeCard node : cards) {
      for (ReplicaCard replica : node.replicas()) {
        if (replica.state() != ReplicaState.OPENING) {
          sorted
              .computeIfAbsent(
                  new Place(replica.generation(), replica.shard()), first -> new ArrayList<>())
              .add(new Replica(node.id(), replica.state()));
        }
      }
    }
    replicas = sorted;
  }

  /** Falls silent. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    if (membership != null) {
      membership.run();
    }
    return consumer == null ? Future.succeededFuture() : consumer.unregister();
  }
}
