package io.kinora.cluster.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.cluster.log.FencedLog.Append;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
@Timeout(120)
class FencedLogTest {

  private String bootstrap;
  private String topic;
  private final String writer = "writer-" + UUID.randomUUID();

  @BeforeEach
  void newTopic(SharedLog.Handle kafka) throws Exception {
    bootstrap = kafka.bootstrap();
    topic = kafka.newTopic(2, Map.of());
  }

  @Test
  void a_batch_is_read_in_its_order_and_a_reader_that_has_it_all_is_not_behind() {
    try (FencedLog log = FencedLog.open(bootstrap, writer);
        LogReader reader = LogReader.open(bootstrap, topic, 0, 0)) {
      log.append(List.of(record(0, "a"), record(1, "elsewhere"), record(0, "b")));
      log.append(List.of(record(0, "c")));

      assertThat(readToEnd(reader)).containsExactly("a", "b", "c");
      assertThat(reader.behind()).hasValue(0);
      assertThat(reader.position())
          .as("markers of transactions count as offsets")
          .isEqualTo(reader.endOffset())
          .isGreaterThan(3);
    }
  }

  @Test
  void who_opens_it_later_shuts_the_earlier_one_out() {
    try (FencedLog frozen = FencedLog.open(bootstrap, writer);
        LogReader reader = LogReader.open(bootstrap, topic, 0, 0)) {
      frozen.append(List.of(record(0, "first")));
      try (FencedLog next = FencedLog.open(bootstrap, writer)) {
        next.append(List.of(record(0, "newer")));

        assertThatThrownBy(() -> frozen.append(List.of(record(0, "older, too late"))))
            .isInstanceOf(LogUnavailableException.class);
        next.append(List.of(record(0, "newest")));
      }
      assertThat(readToEnd(reader)).containsExactly("first", "newer", "newest");
    }
  }

  private Append record(int partition, String value) {
    return new Append(topic, partition, "key", value.getBytes(UTF_8));
  }

  private static List<String> readToEnd(LogReader reader) {
    List<String> values = new ArrayList<>();
    while (reader.position() < reader.endOffset()) {
      for (LogRecord record : reader.poll(Duration.ofMillis(200))) {
        values.add(new String(record.value(), UTF_8));
      }
    }
    return values;
  }
}
