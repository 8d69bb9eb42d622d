package io.kinora.cluster.log;

import io.kinora.catalog.InvalidValueException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of the log, as data, and their creation. */
public final class Topics {

  /** Latest state of each video, key = video id; partition = shard. */
  public static final String VIDEOS = "videos";

  /**
   * What viewers are told of, in the order in which it happened: videos that became public, and
   * what was found out about them later. One partition, so that one offset is a position in all of
   * it.
   */
  public static final String PUBLISHED = "published-in-order";

  /** What viewers did, key = the viewer's pseudonym; sealed, see {@code InteractionCodec}. */
  public static final String INTERACTIONS = "interactions";

  /** A record, its key and headers included, may not be larger, uncompressed. */
  public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  /**
   * How long a deletion stays in {@link #VIDEOS}. A view that has not read for longer may have
   * missed one and must be rebuilt.
   */
  public static final Duration TOMBSTONE_RETENTION = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  /** For how long {@link #PUBLISHED} can be read again. */
  public static final Duration PUBLISHED_RETENTION = Duration.ofDays(7);

  /** Fixed: a viewer's interactions are kept in order in the partition the pseudonym leads to. */
  public static final int INTERACTIONS_PARTITIONS = 4;

  /** How long interactions are kept unless a setting says otherwise. */
  public static final Duration INTERACTIONS_RETENTION = Duration.ofDays(90);

  private static final Duration LONGEST_OPEN_SEGMENT = Duration.ofDays(1);
  private static final int SEGMENT_BYTES = 64 * 1024 * 1024;
  // What a batch may add to one record of the largest size, which compression did not make smaller.
  private static final int BATCH_OVERHEAD_BYTES = 64 * 1024;

  private Topics() {}

  /**
   * All topics.
   *
   * @param shards partitions of {@link #VIDEOS}, at least 1
   */
  public static List<Topic> all(int shards) {
    return List.of(videos(shards), published(), interactions());
  }

  /**
   * Creates the topics that are missing.
   *
   * @param shards partitions of {@link #VIDEOS}
   * @param replicationFactor copies of each partition, 1 to the number of brokers
   * @throws InvalidValueException if the log holds {@link #VIDEOS} with another number of
   *     partitions: a video's shard is found from its id and that number
   * @throws LogUnavailableException if the log does not answer
   */
  public static void ensure(String bootstrap, int shards, int replicationFactor) {
    List<Topic> wanted = all(shards);
    try (Admin admin = Clients.admin(bootstrap)) {
      Map<String, Integer> existing = partitionCounts(admin);
      requireShards(shards, existing);
      List<NewTopic> missing =
          wanted.stream()
              .filter(topic -> !existing.containsKey(topic.name()))
              .map(topic -> newTopic(topic, replicationFactor))
              .toList();
      if (missing.isEmpty()) {
        return;
      }
      create(admin, missing);
      // Another node may have been faster, and told otherwise.
      requireShards(shards, partitionCounts(admin));
    }
  }

  private static Topic videos(int shards) {
    Map<String, String> config = new TreeMap<>(common());
    config.put("cleanup.policy", "compact");
    config.put("min.cleanable.dirty.ratio", "0.1");
    config.put("delete.retention.ms", millis(TOMBSTONE_RETENTION));
    return new Topic(VIDEOS, shards, config);
  }

  private static Topic published() {
    Map<String, String> config = new TreeMap<>(common());
    config.put("cleanup.policy", "delete");
    config.put("retention.ms", millis(PUBLISHED_RETENTION));
    return new Topic(PUBLISHED, 1, config);
  }

  private static Topic interactions() {
    Map<String, String> config = new TreeMap<>(common());
    config.put("cleanup.policy", "delete");
    config.put("retention.ms", millis(INTERACTIONS_RETENTION));
    return new Topic(INTERACTIONS, INTERACTIONS_PARTITIONS, config);
  }

  private static Map<String, String> common() {
    return Map.of(
        "segment.bytes", String.valueOf(SEGMENT_BYTES),
        "segment.ms", millis(LONGEST_OPEN_SEGMENT),
        "max.message.bytes", String.valueOf(MAX_RECORD_BYTES + BATCH_OVERHEAD_BYTES),
        "unclean.leader.election.enable", "false");
  }

  private static NewTopic newTopic(Topic topic, int replicationFactor) {
    Map<String, String> config = new HashMap<>(topic.config());
    // One copy may be down without stopping writes, and an acknowledged write is on all others.
    config.put("min.insync.replicas", String.valueOf(Math.max(1, replicationFactor - 1)));
    return new NewTopic(topic.name(), topic.partitions(), (short) replicationFactor)
        .configs(config);
  }

  private static void create(Admin admin, List<NewTopic> missing) {
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (name, created) -> {
              try {
                Clients.await(created, "creating topic " + name);
                LOG.info("created topic {}", name);
              } catch (LogUnavailableException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw e;
                }
              }
            });
  }

  /**
   * Sets how long the log keeps interactions, whatever it was.
   *
   * @param retention at least a day
   * @throws LogUnavailableException if the log does not answer
   */
  public static void keepInteractions(String bootstrap, Duration retention) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, INTERACTIONS);
    try (Admin admin = Clients.admin(bootstrap)) {
      Config now =
          Clients.awaitTopic(
                  () -> admin.describeConfigs(List.of(topic)).all(),
                  "describing topic " + INTERACTIONS)
              .get(topic);
      if (now == null || !millis(retention).equals(now.get("retention.ms").value())) {
        AlterConfigOp change =
            new AlterConfigOp(
                new ConfigEntry("retention.ms", millis(retention)), AlterConfigOp.OpType.SET);
        Clients.awaitTopic(
            () -> admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all(),
            "changing topic " + INTERACTIONS);
      }
    }
  }

  private static Map<String, Integer> partitionCounts(Admin admin) {
    Set<String> names = Clients.await(admin.listTopics().names(), "listing topics");
    Set<String> ours = new HashSet<>(Set.of(VIDEOS, PUBLISHED, INTERACTIONS));
    ours.retainAll(names);
    Map<String, TopicDescription> found =
        Clients.await(admin.describeTopics(ours).allTopicNames(), "describing topics");
    Map<String, Integer> counts = new HashMap<>();
    found.forEach((name, description) -> counts.put(name, description.partitions().size()));
    return counts;
  }

  private static void requireShards(int shards, Map<String, Integer> existing) {
    int partitions = existing.getOrDefault(VIDEOS, shards);
    if (partitions != shards) {
      throw new InvalidValueException(
          "shards",
          shards,
          partitions
              + ", the number of partitions that topic "
              + VIDEOS
              + " has in the log; a video's shard is found from its id and this number");
    }
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }
}
