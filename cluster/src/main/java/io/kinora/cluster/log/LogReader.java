package io.kinora.cluster.log;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads one partition of the log, from an offset on. For one thread at a time; only {@link
 * #wakeup()} may be called from others.
 *
 * <p>It keeps no offset anywhere: that is for the view that reads, in the same write as its data.
 */
public final class LogReader implements Closeable {

  /** Where to read from for what is appended from now on. */
  public static final long END = -1;

  private static final int FETCH_BYTES = 8 * 1024 * 1024;
  private static final int MOST_RECORDS = 1000;
  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /** Counts the broker's answers: a poll without records does not say whether there was one. */
  private static final String ANSWERS = "fetch-total";

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final Metric answers;
  private double heard;

  private LogReader(Consumer<String, byte[]> consumer, TopicPartition partition) {
    this.consumer = consumer;
    this.partition = partition;
    this.answers =
        consumer.metrics().entrySet().stream()
            .filter(metric -> metric.getKey().name().equals(ANSWERS))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Kafka counts no " + ANSWERS));
  }

  /**
   * @param fromOffset of the first record wanted, 0 for the start of the log, {@link #END} for none
   *     that is there already
   * @throws LogUnavailableException if the log does not answer or has no such topic or partition
   */
  public static LogReader open(String bootstrap, String topic, int partition, long fromOffset) {
    LogReader reader =
        new LogReader(
            new KafkaConsumer<>(
                settings(bootstrap), new StringDeserializer(), new ByteArrayDeserializer()),
            new TopicPartition(topic, partition));
    try {
      reader.requirePartition();
      reader.consumer.assign(List.of(reader.partition));
      reader.seek(fromOffset);
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * The next records, in order: up to 1000 and about 8 MB, or one if it is larger.
   *
   * @param patience how long to wait if there are none
   * @return empty if none came in time, or after {@link #wakeup()}
   * @throws LogTruncatedException if the log does not hold the offset to read next
   */
  public List<LogRecord> poll(Duration patience) {
    try {
      List<LogRecord> records = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> record : consumer.poll(patience).records(partition)) {
        records.add(
            new LogRecord(
                Objects.requireNonNullElse(record.key(), ""),
                record.value(),
                record.offset(),
                record.timestamp()));
      }
      return records;
    } catch (WakeupException e) {
      return List.of();
    } catch (OffsetOutOfRangeException e) {
      throw truncated(e.offsetOutOfRangePartitions().getOrDefault(partition, -1L));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw Clients.unavailable("reading " + partition, e);
    }
  }

  /**
   * Whether the broker has answered since this was asked before, be it that there is nothing new.
   */
  public boolean heard() {
    double before = heard;
    heard = (double) answers.metricValue();
    return heard > before;
  }

  /** Offset to be read next; it passes over what compaction and transactions have left out. */
  public long position() {
    return call("the position in", () -> consumer.position(partition, CALL_LIMIT));
  }

  /**
   * How many offsets lie between the position and the log's end, as the last fetch told it; costs
   * no request. 0 means that everything was read.
   *
   * @return empty before the first fetch was answered
   */
  public OptionalLong behind() {
    return consumer.currentLag(partition);
  }

  /**
   * Offset of the next record to be appended, asked of the broker.
   *
   * @throws LogUnavailableException if it does not answer within ten seconds
   */
  public long endOffset() {
    return call(
        "the end of", () -> consumer.endOffsets(List.of(partition), CALL_LIMIT).get(partition));
  }

  /**
   * Offset of the first record that the log still has, asked of the broker.
   *
   * @throws LogUnavailableException if it does not answer within ten seconds
   */
  public long startOffset() {
    return firstOffset();
  }

  /** Ends a {@link #poll} under way, or the next one, without records. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
  }

  private void seek(long fromOffset) {
    if (fromOffset == 0) {
      // The first record of a log whose start was compacted or deleted is not record 0.
      consumer.seek(partition, firstOffset());
    } else if (fromOffset == END) {
      consumer.seek(partition, endOffset());
    } else {
      consumer.seek(partition, fromOffset);
    }
  }

  private long firstOffset() {
    return call(
        "the start of",
        () -> consumer.beginningOffsets(List.of(partition), CALL_LIMIT).get(partition));
  }

  private void requirePartition() {
    int partitions =
        call("looking for", () -> consumer.partitionsFor(partition.topic(), CALL_LIMIT).size());
    if (partition.partition() >= partitions) {
      throw Clients.unavailable(
          "reading " + partition,
          new IllegalStateException(
              "topic " + partition.topic() + " has " + partitions + " partitions"));
    }
  }

  private LogTruncatedException truncated(long wanted) {
    return new LogTruncatedException(
        partition.topic(), partition.partition(), wanted, firstOffset(), endOffset());
  }

  private <T> T call(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (InterruptException | WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      throw Clients.unavailable("asking for " + what + " " + partition, e);
    }
  }

  static Map<String, Object> settings(String bootstrap) {
    Map<String, Object> settings = new HashMap<>(Clients.common(bootstrap));
    settings.put("auto.offset.reset", "none");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("isolation.level", "read_committed");
    settings.put("fetch.max.bytes", FETCH_BYTES);
    settings.put("max.partition.fetch.bytes", FETCH_BYTES);
    settings.put("max.poll.records", MOST_RECORDS);
    settings.put("default.api.timeout.ms", (int) CALL_LIMIT.toMillis());
    return settings;
  }
}
