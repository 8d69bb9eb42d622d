package io.kinora.cluster.counters;

import io.kinora.cluster.log.Topics;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the counts that were read lie behind what viewers did. Asked twice a second: how far the
 * job has come, then where both logs end. A moment is reached when the job was past the log's end
 * of that moment, and the reader is past what the job had written by then.
 */
final class Progress implements Closeable {

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final int MOST_MOMENTS = 600;

  private record Moment(Instant at, Map<TopicPartition, Long> ends) {}

  private record Answer(
      Instant asked,
      Map<TopicPartition, OffsetAndMetadata> counted,
      Map<TopicPartition, Long> ends) {}

  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
  private final Deque<Moment> moments = new ArrayDeque<>();
  private CompletableFuture<Answer> asking = CompletableFuture.failedFuture(new RuntimeException());
  private long asked = System.nanoTime() - EVERY.toNanos();
  private boolean taken = true;
  private @Nullable Moment awaited;

  private Progress(Admin admin) {
    this.admin = admin;
    for (int p = 0; p < Topics.INTERACTIONS_PARTITIONS; p++) {
      wanted.put(new TopicPartition(Topics.INTERACTIONS, p), OffsetSpec.latest());
      wanted.put(new TopicPartition(CounterJob.COUNTS_TOPIC, p), OffsetSpec.latest());
    }
  }

  static Progress open(String bootstrap) {
    return new Progress(Admin.create(common(bootstrap)));
  }

  static Map<String, Object> common(String bootstrap) {
    return Map.of(
        "bootstrap.servers", bootstrap,
        "metric.reporters", "",
        "enable.metrics.push", "false",
        "reconnect.backoff.ms", "50",
        "reconnect.backoff.max.ms", "1000",
        "request.timeout.ms", "5000");
  }

  /**
   * Waits for nothing.
   *
   * @param positions of the reader in the counters' topic
   * @return the moment that has just been reached, if one has
   */
  Optional<Instant> step(Supplier<Map<TopicPartition, Long>> positions) {
    take();
    if (taken && System.nanoTime() - asked >= EVERY.toNanos()) {
      asked = System.nanoTime();
      taken = false;
      asking = ask();
    }
    Moment goal = awaited;
    if (goal == null || !passed(positions.get(), goal.ends())) {
      return Optional.empty();
    }
    awaited = null;
    return Optional.of(goal.at());
  }

  private void take() {
    if (taken || !asking.isDone()) {
      return;
    }
    taken = true;
    if (asking.isCompletedExceptionally()) {
      return; // the next one may be answered; until then the age grows, and is shown
    }
    Answer answer = asking.join();
    moments.addLast(new Moment(answer.asked(), of(Topics.INTERACTIONS, answer.ends())));
    if (moments.size() > MOST_MOMENTS) {
      moments.removeFirst();
    }
    Map<TopicPartition, Long> counted = new HashMap<>();
    answer.counted().forEach((partition, at) -> counted.put(partition, at.offset()));
    Moment reached = null;
    while (!moments.isEmpty() && passed(counted, moments.getFirst().ends())) {
      reached = moments.removeFirst();
    }
    if (reached != null && awaited == null) {
      awaited = new Moment(reached.at(), of(CounterJob.COUNTS_TOPIC, answer.ends()));
    }
  }

  private CompletableFuture<Answer> ask() {
    Instant now = Instant.now();
    return admin
        .listConsumerGroupOffsets(CounterJob.NAME)
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .thenCompose(
            counted ->
                admin
                    .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .toCompletionStage()
                    .thenApply(ends -> new Answer(now, counted, offsets(ends))))
        .toCompletableFuture();
  }

  private static Map<TopicPartition, Long> offsets(
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    ends.forEach((partition, end) -> offsets.put(partition, end.offset()));
    return offsets;
  }

  private static Map<TopicPartition, Long> of(String topic, Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, Long> its = new HashMap<>(offsets);
    its.keySet().removeIf(partition -> !partition.topic().equals(topic));
    return its;
  }

  /** Partitions of which nothing is known have been read to offset 0. */
  private static boolean passed(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  @Override
  public void close() {
    admin.close(CLOSE_LIMIT);
  }
}
