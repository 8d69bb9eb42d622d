package io.kinora.cluster.counters;

import io.kinora.catalog.VideoFacts;
import io.kinora.catalog.ViewerKeys;
import io.kinora.cluster.log.Topics;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's part of the job that counts what viewers did. The nodes that run it share out the
 * partitions of the log; each event is counted exactly once, through crashes of any or all of them:
 * counts and the position reached are committed to Kafka together (KIP-447). See decision 0014.
 */
public final class CounterJob implements Closeable {

  /** Name of the job in Kafka, the same on all nodes. */
  static final String NAME = "kinora-counters";

  /** The topic with the latest state of every bucket, one partition for each of the log. */
  static final String COUNTS_TOPIC = NAME + "-" + StreamStores.COUNTS + "-changelog";

  private static final Logger LOG = LoggerFactory.getLogger(CounterJob.class);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(100);
  private static final Duration GONE_AFTER = Duration.ofSeconds(6);
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(6);
  private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final long CACHE_BYTES = 24L * 1024 * 1024;

  /** Finds what is known of videos. */
  @FunctionalInterface
  public interface Facts {

    /** By id, mostly from memory; a video of which nothing is known may be left out. */
    CompletionStage<Map<String, VideoFacts>> of(Set<String> videos);
  }

  private final KafkaStreams streams;

  private CounterJob(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * Begins to count; returns at once.
   *
   * @param folder of this node for this log alone: what another log led to must not lie there
   * @param node this node's id
   * @param replication copies of each partition of the job's topics, 1 to the number of brokers
   */
  public static CounterJob start(
      String bootstrap, Path folder, String node, int replication, ViewerKeys keys, Facts facts) {
    KafkaStreams streams =
        new KafkaStreams(topology(keys, facts), settings(bootstrap, folder, node, replication));
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.warn("Counting failed and goes on from what is committed: {}", failure.toString());
          LOG.debug("The failure in full", failure);
          pause();
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.start();
    return new CounterJob(streams);
  }

  /** Whatever it is will not have passed at once, and beginning anew may mean reading all state. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it is doing, for people: {@code running}, {@code rebalancing}... */
  public String state() {
    return streams.state().name().toLowerCase(Locale.ROOT);
  }

  /** Commits what is counted and leaves the partitions to others. */
  @Override
  public void close() {
    streams.close(new KafkaStreams.CloseOptions().timeout(CLOSE_LIMIT).leaveGroup(true));
  }

  static Topology topology(ViewerKeys keys, Facts facts) {
    Map<String, String> log =
        Map.of(
            "segment.bytes", String.valueOf(32 * 1024 * 1024), "min.cleanable.dirty.ratio", "0.3");
    return new Topology()
        .addSource(
            "log",
            Serdes.String().deserializer(),
            Serdes.ByteArray().deserializer(),
            Topics.INTERACTIONS)
        .addProcessor("count", () -> new CountingProcessor(keys, facts), "log")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(StreamStores.COUNTS),
                    Serdes.Bytes(),
                    Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(log),
            "count")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(StreamStores.VIEWERS),
                    Serdes.Bytes(),
                    Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(log),
            "count")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(StreamStores.LIKES),
                    Serdes.Bytes(),
                    Serdes.ByteArray())
                .withLoggingEnabled(log),
            "count")
        .addStateStore(
            Stores.windowStoreBuilder(
                    Stores.persistentWindowStore(
                        StreamStores.LATELY,
                        StreamStores.HORIZON.plusHours(2),
                        StreamStores.HORIZON,
                        false),
                    Serdes.Bytes(),
                    Serdes.ByteArray())
                .withLoggingEnabled(Map.of("segment.bytes", String.valueOf(32 * 1024 * 1024))),
            "count");
  }

  private static Properties settings(String bootstrap, Path folder, String node, int replication) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, NAME);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, NAME + "-" + node);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_EVERY.toMillis());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
    settings.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put("enable.metrics.push", false);
    settings.put("reconnect.backoff.ms", "50");
    settings.put("reconnect.backoff.max.ms", "1000");
    settings.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
    settings.put(
        StreamsConfig.mainConsumerPrefix("session.timeout.ms"), (int) GONE_AFTER.toMillis());
    settings.put(StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"), 1500);
    // A node that is started again soon takes back its own part, and its files with it.
    settings.put(StreamsConfig.mainConsumerPrefix("group.instance.id"), node);
    settings.put(
        StreamsConfig.producerPrefix("transaction.timeout.ms"), (int) TRANSACTION_LIMIT.toMillis());
    settings.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    // While an earlier transaction ends a batch is put off, and must not be overtaken: see
    // FencedLog.
    settings.put(StreamsConfig.producerPrefix("max.in.flight.requests.per.connection"), 1);
    // What was counted can be counted again; what viewers did cannot, and its log is on disk first.
    settings.put(StreamsConfig.topicPrefix("flush.messages"), String.valueOf(Long.MAX_VALUE));
    settings.put(StreamsConfig.topicPrefix("flush.ms"), String.valueOf(FLUSH_EVERY.toMillis()));
    settings.put(
        StreamsConfig.topicPrefix("min.insync.replicas"),
        String.valueOf(Math.max(1, replication - 1)));
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }
}
