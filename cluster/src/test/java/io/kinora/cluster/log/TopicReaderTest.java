package io.kinora.cluster.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
@Timeout(120)
class TopicReaderTest {

  private static List<byte[]> values(int from, int to) {
    List<byte[]> values = new ArrayList<>();
    for (int i = from; i < to; i++) {
      values.add(("value " + i).getBytes(UTF_8));
    }
    return values;
  }

  private static Map<Integer, List<Long>> read(TopicReader reader, int records) {
    Map<Integer, List<Long>> offsets = new TreeMap<>();
    for (int found = 0; found < records; ) {
      for (var polled : reader.poll(Duration.ofSeconds(1)).entrySet()) {
        for (LogRecord record : polled.getValue()) {
          offsets.computeIfAbsent(polled.getKey(), p -> new ArrayList<>()).add(record.offset());
          found++;
        }
      }
    }
    return offsets;
  }

  @Test
  void all_partitions_are_read_each_from_where_it_is_wanted(SharedLog.Handle kafka)
      throws Exception {
    String topic = kafka.newTopic(3, Map.of());
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      log.appendAll(topic, 0, "a", values(0, 4)).join();
      log.appendAll(topic, 2, "c", values(0, 3)).join();
      log.appendAll(topic, 1, "b", List.of()).join();
    }
    Map<Integer, Long> from = Map.of(0, 2L, 1, 0L, 2, 0L);
    try (TopicReader reader = TopicReader.open(kafka.bootstrap(), topic, from, 2)) {
      assertThat(read(reader, 5)).isEqualTo(Map.of(0, List.of(2L, 3L), 2, List.of(0L, 1L, 2L)));
      assertThat(reader.position(0)).isEqualTo(4);
      assertThat(reader.poll(Duration.ofMillis(10))).isEmpty();
      assertThat(reader.behind()).isZero();
    }
  }

  @Test
  void what_is_not_in_the_log_is_passed_over(SharedLog.Handle kafka) throws Exception {
    String topic = kafka.newTopic(2, Map.of());
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      log.appendAll(topic, 0, "a", values(0, 6)).join();
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(4)))
          .all()
          .get();
    }
    Map<Integer, Long> from = Map.of(0, 1L, 1, 77L);
    try (TopicReader reader = TopicReader.open(kafka.bootstrap(), topic, from, 100)) {
      assertThat(reader.position(0)).as("the log begins later").isEqualTo(4);
      assertThat(reader.position(1)).as("the log has lost its end").isZero();
      assertThat(read(reader, 2)).isEqualTo(Map.of(0, List.of(4L, 5L)));
    }
  }

  @Test
  void records_of_one_call_keep_their_order_and_one_that_is_too_large_fails_it(
      SharedLog.Handle kafka) throws Exception {
    String topic = kafka.newTopic(1, Map.of());
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      List<CompletableFuture<Void>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(log.appendAll(topic, 0, "k", values(i * 50, i * 50 + 50)));
      }
      calls.forEach(CompletableFuture::join);
      assertThatThrownBy(
              () ->
                  log.appendAll(
                          topic, 0, "k", List.of(new byte[1], new byte[Topics.MAX_RECORD_BYTES]))
                      .join())
          .hasCauseInstanceOf(io.kinora.catalog.InvalidValueException.class);
    }
    try (TopicReader reader = TopicReader.open(kafka.bootstrap(), topic, Map.of(0, 0L), 5000)) {
      List<String> found = new ArrayList<>();
      while (found.size() < 1000) {
        reader
            .poll(Duration.ofSeconds(1))
            .values()
            .forEach(list -> list.forEach(one -> found.add(new String(one.value(), UTF_8))));
      }
      assertThat(found.subList(0, 1000))
          .isEqualTo(values(0, 1000).stream().map(v -> new String(v, UTF_8)).toList());
    }
  }

  @Test
  void how_long_interactions_are_kept_can_be_changed(SharedLog.Handle kafka) throws Exception {
    Topics.ensure(kafka.bootstrap(), 3, 1);
    Topics.keepInteractions(kafka.bootstrap(), Duration.ofDays(7));
    assertThat(retention(kafka)).isEqualTo("604800000");
    Topics.keepInteractions(kafka.bootstrap(), Topics.INTERACTIONS_RETENTION);
    assertThat(retention(kafka)).isEqualTo("7776000000");
  }

  private static String retention(SharedLog.Handle kafka) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.INTERACTIONS);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      return admin
          .describeConfigs(List.of(topic))
          .all()
          .get()
          .get(topic)
          .get("retention.ms")
          .value();
    }
  }
}
