package io.kinora.cluster.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.InvalidValueException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
@Timeout(120)
class EventLogTest {

  private static final Map<String, String> LARGE =
      Map.of("max.message.bytes", String.valueOf(Topics.MAX_RECORD_BYTES + 64 * 1024));

  @Test
  void records_keep_the_order_of_the_calls(SharedLog.Handle kafka) throws Exception {
    String topic = kafka.newTopic(1, Map.of());
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      List<CompletableFuture<Long>> appended = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        appended.add(log.append(topic, 0, "key " + i, new byte[] {(byte) i}));
      }
      for (int i = 0; i < 500; i++) {
        assertThat(appended.get(i).join()).isEqualTo(i);
      }
    }
  }

  @Test
  void a_record_of_almost_the_largest_size_goes_through(SharedLog.Handle kafka) throws Exception {
    String topic = kafka.newTopic(1, LARGE);
    byte[] value = new byte[Topics.MAX_RECORD_BYTES - 1024];
    new Random(7).nextBytes(value); // does not compress
    try (EventLog log = EventLog.open(kafka.bootstrap());
        LogReader reader = LogReader.open(kafka.bootstrap(), topic, 0, 0)) {
      log.append(topic, 0, "large", value).join();

      assertThat(reader.poll(Duration.ofSeconds(20)))
          .singleElement()
          .satisfies(read -> assertThat(read.value()).isEqualTo(value));
    }
  }

  @Test
  void a_record_that_is_too_large_is_refused(SharedLog.Handle kafka) throws Exception {
    String topic = kafka.newTopic(1, LARGE);
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      CompletableFuture<Long> appended =
          log.append(topic, 0, "key", new byte[Topics.MAX_RECORD_BYTES]);

      assertThatThrownBy(appended::join).hasCauseInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  void a_log_that_cannot_be_reached_fails_the_append() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    try (EventLog log = EventLog.open("127.0.0.1:" + nobody)) {
      CompletableFuture<Long> appended = log.append(Topics.VIDEOS, 0, "key", "v".getBytes(UTF_8));

      assertThatThrownBy(appended::join)
          .hasCauseInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("appending to topic videos failed");
    }
  }

  @Test
  void a_partition_that_does_not_exist_fails_the_append(SharedLog.Handle kafka) throws Exception {
    String topic = kafka.newTopic(1, Map.of());
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      assertThatThrownBy(() -> log.append(topic, 5, "key", null).join())
          .hasCauseInstanceOf(LogUnavailableException.class);
    }
  }
}
