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
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads all partitions of a topic side by side, each from an offset on. For one thread at a time.
 *
 * <p>Like {@link LogReader} it keeps no offset anywhere.
 */
public final class TopicReader implements Closeable {

  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final Consumer<String, byte[]> consumer;
  private final Map<Integer, TopicPartition> partitions = new HashMap<>();

  private TopicReader(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Where an offset is not in the log any more, reading begins at the next that is; where the log
   * has lost its end, at the new end.
   *
   * @param from offset of the first record wanted, by partition
   * @param most records that one {@link #poll} gives
   * @throws LogUnavailableException if the log does not answer or has no such topic or partition
   */
  public static TopicReader open(
      String bootstrap, String topic, Map<Integer, Long> from, int most) {
    Map<String, Object> settings = new HashMap<>(LogReader.settings(bootstrap));
    settings.put("max.poll.records", most);
    TopicReader reader =
        new TopicReader(
            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
    try {
      from.keySet().forEach(p -> reader.partitions.put(p, new TopicPartition(topic, p)));
      reader.consumer.assign(reader.partitions.values());
      reader.seek(from);
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * The next records, in the order of each partition.
   *
   * @param patience how long to wait if there are none
   * @return by partition; empty if none came in time
   */
  public Map<Integer, List<LogRecord>> poll(Duration patience) {
    ConsumerRecords<String, byte[]> polled = call("reading", () -> consumer.poll(patience));
    Map<Integer, List<LogRecord>> records = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : polled) {
      records
          .computeIfAbsent(record.partition(), first -> new ArrayList<>())
          .add(
              new LogRecord(
                  Objects.requireNonNullElse(record.key(), ""),
                  record.value(),
                  record.offset(),
                  record.timestamp()));
    }
    return records;
  }

  /** Offset to be read next in a partition. */
  public long position(int partition) {
    return call("the position", () -> consumer.position(of(partition), CALL_LIMIT));
  }

  /** How many offsets of all partitions are still to be read, as the last fetch told it. */
  public long behind() {
    long behind = 0;
    for (TopicPartition partition : partitions.values()) {
      OptionalLong lag = consumer.currentLag(partition);
      behind += lag.orElse(0);
    }
    return behind;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
  }

  private TopicPartition of(int partition) {
    return Objects.requireNonNull(partitions.get(partition));
  }

  private void seek(Map<Integer, Long> from) {
    var first = call("the start", () -> consumer.beginningOffsets(partitions.values(), CALL_LIMIT));
    var end = call("the end", () -> consumer.endOffsets(partitions.values(), CALL_LIMIT));
    from.forEach(
        (number, offset) -> {
          TopicPartition partition = of(number);
          long least = Objects.requireNonNull(first.get(partition));
          long most = Objects.requireNonNull(end.get(partition));
          consumer.seek(partition, Math.clamp(offset, least, most));
        });
  }

  private <T> T call(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw Clients.unavailable(what + " of " + partitions.values(), e);
    }
  }
}
