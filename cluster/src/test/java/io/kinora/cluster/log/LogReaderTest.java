package io.kinora.cluster.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
@Timeout(120)
class LogReaderTest {

  private String bootstrap;
  private String topic;

  @BeforeEach
  void tenRecords(SharedLog.Handle kafka) throws Exception {
    bootstrap = kafka.bootstrap();
    topic = kafka.newTopic(2, Map.of());
    try (EventLog log = EventLog.open(bootstrap)) {
      for (int i = 0; i < 9; i++) {
        log.append(topic, 1, "key " + i, ("value " + i).getBytes(UTF_8)).join();
      }
      log.append(topic, 1, "key 0", null).join();
    }
  }

  @Test
  void a_partition_is_read_from_its_start_to_its_end() {
    try (LogReader reader = LogReader.open(bootstrap, topic, 1, 0)) {
      List<LogRecord> records = readToEnd(reader);

      assertThat(records)
          .extracting(LogRecord::offset)
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      assertThat(records.get(3).key()).isEqualTo("key 3");
      assertThat(records.get(3).value()).asString(UTF_8).isEqualTo("value 3");
      assertThat(records.get(3).timestampMs()).isPositive();
      assertThat(records.get(9).key()).isEqualTo("key 0");
      assertThat(records.get(9).value()).as("a deletion").isNull();
    }
  }

  @Test
  void reading_goes_on_where_a_view_left_off() {
    try (LogReader reader = LogReader.open(bootstrap, topic, 1, 7)) {
      assertThat(readToEnd(reader)).extracting(LogRecord::offset).containsExactly(7L, 8L, 9L);
    }
  }

  @Test
  void at_the_end_there_is_nothing_until_something_is_appended() {
    try (LogReader reader = LogReader.open(bootstrap, topic, 1, 10);
        EventLog log = EventLog.open(bootstrap)) {
      assertThat(reader.endOffset()).isEqualTo(10);
      assertThat(reader.poll(Duration.ofMillis(50))).isEmpty();

      log.append(topic, 1, "new", new byte[] {1}).join();

      assertThat(readToEnd(reader)).extracting(LogRecord::key).containsExactly("new");
    }
  }

  @Test
  void from_the_end_only_what_is_appended_later_is_read() {
    try (LogReader reader = LogReader.open(bootstrap, topic, 1, LogReader.END);
        EventLog log = EventLog.open(bootstrap)) {
      assertThat(reader.position()).isEqualTo(10);
      assertThat(reader.startOffset()).isZero();
      log.append(topic, 1, "new", new byte[] {1}).join();

      assertThat(readToEnd(reader)).extracting(LogRecord::key).containsExactly("new");
    }
  }

  @Test
  void an_offset_before_what_is_kept_is_reported() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(5)))
          .all()
          .get();
    }
    try (LogReader reader = LogReader.open(bootstrap, topic, 1, 3)) {
      assertThatExceptionOfType(LogTruncatedException.class)
          .isThrownBy(() -> reader.poll(Duration.ofSeconds(20)))
          .satisfies(
              e -> {
                assertThat(e.wanted()).isEqualTo(3);
                assertThat(e.first()).isEqualTo(5);
                assertThat(e.end()).isEqualTo(10);
              });
    }
    try (LogReader fromTheStart = LogReader.open(bootstrap, topic, 1, 0)) {
      assertThat(readToEnd(fromTheStart)).extracting(LogRecord::offset).startsWith(5L);
    }
  }

  @Test
  void an_offset_after_the_end_is_reported() {
    try (LogReader reader = LogReader.open(bootstrap, topic, 1, 11)) {
      assertThatThrownBy(() -> reader.poll(Duration.ofSeconds(20)))
          .isInstanceOf(LogTruncatedException.class)
          .hasMessageContaining("holds 0 to 10");
    }
  }

  @Test
  void wakeup_ends_a_poll() {
    try (LogReader reader = LogReader.open(bootstrap, topic, 0, 0)) {
      CompletableFuture<List<LogRecord>> polled =
          CompletableFuture.supplyAsync(() -> reader.poll(Duration.ofHours(1)));
      reader.wakeup();
      assertThat(polled.join()).isEmpty();
    }
  }

  @Test
  void a_missing_partition_is_refused() {
    assertThatThrownBy(() -> LogReader.open(bootstrap, topic, 2, 0))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("has 2 partitions");
  }

  @Test
  void a_log_has_an_identity_that_another_of_its_name_does_not_have(SharedLog.Handle kafka)
      throws Exception {
    String other = kafka.newTopic(1, Map.of());

    assertThat(LogIdentity.of(bootstrap, topic))
        .isEqualTo(LogIdentity.of(bootstrap, topic))
        .isNotEqualTo(LogIdentity.of(bootstrap, other));
    assertThatThrownBy(() -> LogIdentity.of(bootstrap, "no-such-topic"))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("no-such-topic");
  }

  @Test
  void a_log_that_is_heard_of_a_moment_later_has_its_identity_then(SharedLog.Handle kafka)
      throws Exception {
    String late = "late-" + UUID.randomUUID();
    CompletableFuture<String> identity =
        CompletableFuture.supplyAsync(() -> LogIdentity.of(bootstrap, late));
    Thread.sleep(300);
    assertThat(identity).isNotDone();

    kafka.create(late, 1, Map.of());

    assertThat(identity.get(20, TimeUnit.SECONDS)).isEqualTo(LogIdentity.of(bootstrap, late));
  }

  @Test
  void the_probe_tells_a_log_that_answers_from_one_that_does_not() {
    try (LogProbe there = LogProbe.open(bootstrap);
        LogProbe nowhere = LogProbe.open("127.0.0.1:1")) {
      assertThat(there.problem(Duration.ofSeconds(20))).isEmpty();

      Optional<String> problem = nowhere.problem(Duration.ofMillis(300));

      assertThat(problem).hasValueSatisfying(text -> assertThat(text).contains("asking the log"));
    }
  }

  private static List<LogRecord> readToEnd(LogReader reader) {
    List<LogRecord> records = new ArrayList<>();
    long end = reader.endOffset();
    while (reader.position() < end) {
      records.addAll(reader.poll(Duration.ofSeconds(1)));
    }
    return records;
  }
}
