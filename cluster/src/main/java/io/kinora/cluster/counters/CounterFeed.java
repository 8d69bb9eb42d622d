package io.kinora.cluster.counters;

import io.kinora.cluster.log.LogUnavailableException;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Fills a {@link CounterView} from the beginning of the counters' topic on, and knows how far it
 * has come. For one thread; only {@link #wakeup()} may be called from others.
 */
public final class CounterFeed implements Closeable {

  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final long SWEEP_NANOS = Duration.ofMinutes(1).toNanos();

  private final CounterView view;
  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Progress progress;
  private long swept = System.nanoTime();

  private CounterFeed(
      CounterView view,
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Progress progress) {
    this.view = view;
    this.consumer = consumer;
    this.partitions = partitions;
    this.progress = progress;
  }

  /**
   * Begins anew: the view is emptied.
   *
   * @throws LogUnavailableException if the log does not answer, or has no counts yet since no node
   *     has begun to count
   */
  public static CounterFeed open(String bootstrap, CounterView view) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<PartitionInfo> found = consumer.partitionsFor(CounterJob.COUNTS_TOPIC, CALL_LIMIT);
      if (found == null || found.isEmpty()) {
        throw new LogUnavailableException(
            "nothing has been counted yet", new IllegalStateException(CounterJob.COUNTS_TOPIC));
      }
      List<TopicPartition> partitions = new ArrayList<>();
      found.forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
      view.clear();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new CounterFeed(view, consumer, partitions, Progress.open(bootstrap));
    } catch (KafkaException failed) {
      consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
      throw new LogUnavailableException(
          "reading the counts failed: " + failed.getMessage(), failed);
    } catch (RuntimeException failed) {
      consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
      throw failed;
    }
  }

  /**
   * Takes what has come, waiting for it at most so long.
   *
   * @return whether there was something
   * @throws LogUnavailableException if the log fails; the feed must be closed then
   */
  public boolean step(Duration patience) {
    try {
      boolean some = false;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
        view.apply(record.partition(), record.key(), record.value());
        some = true;
      }
      view.relieve();
      progress.step(this::positions).ifPresent(view::reached);
      if (System.nanoTime() - swept > SWEEP_NANOS) {
        swept = System.nanoTime();
        view.sweep();
      }
      return some;
    } catch (WakeupException asked) {
      return false;
    } catch (KafkaException failed) {
      throw new LogUnavailableException(
          "reading the counts failed: " + failed.getMessage(), failed);
    }
  }

  private Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    partitions.forEach(each -> positions.put(each, consumer.position(each, CALL_LIMIT)));
    return positions;
  }

  /** Ends a {@link #step} that waits. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    progress.close();
    consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
  }

  private static Map<String, Object> settings(String bootstrap) {
    Map<String, Object> settings = new HashMap<>(Progress.common(bootstrap));
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("isolation.level", "read_committed");
    settings.put("max.poll.records", 5_000);
    settings.put("fetch.max.bytes", 8 * 1024 * 1024);
    return settings;
  }
}
