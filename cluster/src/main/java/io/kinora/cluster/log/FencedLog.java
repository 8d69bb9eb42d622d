package io.kinora.cluster.log;

import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends batches as the one writer of a name: whoever opens it last wins, and what an earlier one
 * had still under way is never seen by readers. So a writer that was frozen cannot, once awake,
 * append something older after something newer.
 *
 * <p>Built on Kafka's transactions (KIP-98). After a failure the log cannot be used any more; open
 * it again. For one thread at a time; every call blocks.
 */
public final class FencedLog implements Closeable {

  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /** A record to be appended; a {@code value} of null deletes the key of a compacted topic. */
  public record Append(String topic, int partition, String key, byte @Nullable [] value) {}

  private final Producer<String, byte[]> producer;

  private FencedLog(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Becomes the writer of this name.
   *
   * @throws LogUnavailableException if the log does not answer within ten seconds
   */
  public static FencedLog open(String bootstrap, String name) {
    Map<String, Object> settings = new HashMap<>(EventLog.settings(bootstrap));
    settings.put("transactional.id", name);
    // While the transaction of an earlier writer ends, the first batch is put off; with several
    // under
    // way the others would overtake it and be refused for their order.
    settings.put("max.in.flight.requests.per.connection", 1);
    settings.put("max.block.ms", CALL_LIMIT.toMillis());
    Producer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      return new FencedLog(producer);
    } catch (KafkaException e) {
      producer.close(CLOSE_LIMIT);
      throw Clients.unavailable("becoming the writer " + name, e);
    }
  }

  /**
   * Appends all of the records, in their order within each partition, or none. When this returns
   * they are durable and readers see them.
   *
   * @throws LogUnavailableException if they may not be; readers see all of them or none
   */
  public void append(List<Append> records) {
    try {
      producer.beginTransaction();
      for (Append record : records) {
        producer.send(
            new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value()));
      }
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw Clients.unavailable("appending " + records.size() + " records", e);
    }
  }

  /** What is under way is given up. */
  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
