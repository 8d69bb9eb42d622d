package io.kinora.cluster.log;

import io.kinora.catalog.InvalidValueException;
import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the log. Safe for use by many threads.
 *
 * <p>Records of one partition are kept in the order of the calls, without doubles from retries.
 */
public final class EventLog implements Closeable {

  private static final Duration LONGEST_BLOCK = Duration.ofSeconds(2);
  private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(15);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final int LINGER_MS = 1;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;

  private final Producer<String, byte[]> producer;

  private EventLog(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Does not connect yet: a log that cannot be reached fails the appends.
   *
   * @param bootstrap {@code host:port}, several separated by commas
   */
  public static EventLog open(String bootstrap) {
    return open(bootstrap, DELIVERY_LIMIT);
  }

  /**
   * Likewise, for those who will not wait as long.
   *
   * @param limit within about which an append succeeds or fails, at least two seconds
   */
  public static EventLog open(String bootstrap, Duration limit) {
    Map<String, Object> settings = settings(bootstrap);
    settings.put("delivery.timeout.ms", (int) limit.toMillis());
    settings.put("request.timeout.ms", (int) Math.min(5_000, limit.toMillis() - 1_000));
    return new EventLog(
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
  }

  /**
   * Appends a record. The call itself returns within two seconds, even if the log cannot be reached
   * or takes less than is appended.
   *
   * @param value null to delete the key from a compacted topic
   * @return the record's offset, once it is durable; fails within about 15 seconds with {@link
   *     LogUnavailableException} if it may not be, with {@link InvalidValueException} if the record
   *     is larger than {@link Topics#MAX_RECORD_BYTES}. Completes on the client's network thread:
   *     what depends on it should be short or asynchronous.
   */
  public CompletableFuture<Long> append(
      String topic, int partition, String key, byte @Nullable [] value) {
    CompletableFuture<Long> appended = new CompletableFuture<>();
    try {
      producer.send(
          new ProducerRecord<>(topic, partition, key, value),
          (metadata, failure) -> complete(appended, topic, metadata, failure));
    } catch (RuntimeException e) {
      appended.completeExceptionally(failed(topic, e));
    }
    return appended;
  }

  /**
   * Appends records of one key, in order. Like {@link #append}, the call itself may take up to two
   * seconds where the log cannot be reached.
   *
   * @return once all of them are durable; fails if one of them may not be, and then others may be
   *     all the same
   */
  public CompletableFuture<Void> appendAll(
      String topic, int partition, String key, List<byte[]> values) {
    CompletableFuture<Void> appended = new CompletableFuture<>();
    AtomicInteger left = new AtomicInteger(values.size());
    if (values.isEmpty()) {
      appended.complete(null);
    }
    try {
      for (byte[] value : values) {
        if (appended.isCompletedExceptionally()) {
          break; // each of the others would wait as long
        }
        producer.send(
            new ProducerRecord<>(topic, partition, key, value),
            (metadata, failure) -> {
              if (failure != null) {
                appended.completeExceptionally(failed(topic, failure));
              } else if (left.decrementAndGet() == 0) {
                appended.complete(null);
              }
            });
      }
    } catch (RuntimeException e) {
      appended.completeExceptionally(failed(topic, e));
    }
    return appended;
  }

  /** Waits a few seconds for what is under way; what is not durable by then fails. */
  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }

  private static void complete(
      CompletableFuture<Long> appended,
      String topic,
      @Nullable RecordMetadata metadata,
      @Nullable Exception failure) {
    if (failure != null || metadata == null) {
      appended.completeExceptionally(failed(topic, failure));
    } else {
      appended.complete(metadata.offset());
    }
  }

  private static RuntimeException failed(String topic, @Nullable Exception cause) {
    if (cause instanceof RecordTooLargeException) {
      return new InvalidValueException(
          "record",
          String.valueOf(cause.getMessage()),
          "up to " + Topics.MAX_RECORD_BYTES + " bytes");
    }
    return Clients.unavailable(
        "appending to topic " + topic,
        cause == null ? new IllegalStateException("no answer") : cause);
  }

  static Map<String, Object> settings(String bootstrap) {
    Map<String, Object> settings = new HashMap<>(Clients.common(bootstrap));
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("linger.ms", LINGER_MS);
    settings.put("batch.size", BATCH_BYTES);
    settings.put("compression.type", "lz4");
    settings.put("buffer.memory", BUFFER_BYTES);
    settings.put("max.request.size", Topics.MAX_RECORD_BYTES);
    settings.put("max.block.ms", LONGEST_BLOCK.toMillis());
    settings.put("delivery.timeout.ms", (int) DELIVERY_LIMIT.toMillis());
    return settings;
  }
}
