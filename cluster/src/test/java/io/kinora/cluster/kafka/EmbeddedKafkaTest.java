package io.kinora.cluster.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.LogReader;
import io.kinora.cluster.log.LogRecord;
import io.kinora.cluster.log.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddedKafkaTest {

  @TempDir Path dir;

  @Test
  void what_was_appended_is_there_after_a_restart_on_another_port() throws Exception {
    String clusterId;
    String logId;
    String firstBootstrap;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      Topics.ensure(kafka.bootstrap(), 2, 1);
      append(kafka, "before");
      clusterId = kafka.clusterId();
      logId = LogIdentity.of(kafka.bootstrap(), Topics.VIDEOS);
      firstBootstrap = kafka.bootstrap();
    }
    int port = anotherPortThan(firstBootstrap);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, port)) {
      assertThat(kafka.bootstrap()).isEqualTo("127.0.0.1:" + port).isNotEqualTo(firstBootstrap);
      append(kafka, "after");

      assertThat(values(kafka)).containsExactly("before", "after");
      assertThat(kafka.clusterId()).isEqualTo(clusterId);
      assertThat(LogIdentity.of(kafka.bootstrap(), Topics.VIDEOS)).isEqualTo(logId);
      assertThat(kafka.fault()).isEmpty();
    }
  }

  @Test
  void acknowledged_records_outlive_a_killed_process() throws Exception {
    int acknowledged = appendInAnotherProcessAndKillIt(200);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      List<String> expected = IntStream.range(0, acknowledged).mapToObj(i -> "value " + i).toList();

      assertThat(values(kafka)).startsWith(expected.toArray(String[]::new));

      append(kafka, "appended after the kill");
      assertThat(values(kafka)).endsWith("appended after the kill");
    }
  }

  @Test
  void an_append_is_flushed_before_it_is_acknowledged() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      Topics.ensure(kafka.bootstrap(), 1, 1);
      ConfigResource videos = new ConfigResource(ConfigResource.Type.TOPIC, Topics.VIDEOS);

      assertThat(configOf(admin, videos).get("flush.messages").value()).isEqualTo("1");
    }
  }

  /** A topic that was created a moment ago may not be known everywhere yet. */
  private static Config configOf(Admin admin, ConfigResource topic) throws Exception {
    while (true) {
      try {
        return admin.describeConfigs(List.of(topic)).all().get().get(topic);
      } catch (ExecutionException unknown) {
        if (!(unknown.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw unknown;
        }
        Thread.sleep(20);
      }
    }
  }

  @Test
  void a_folder_is_opened_by_one_at_a_time() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(dir))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(dir.toString())
          .hasMessageContaining("using this directory");

      Topics.ensure(kafka.bootstrap(), 1, 1);
      append(kafka, "the first goes on");
      assertThat(values(kafka)).containsExactly("the first goes on");
    }
  }

  @Test
  void a_format_that_was_cut_short_is_completed() throws IOException {
    String clusterId;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      clusterId = kafka.clusterId();
    }
    Files.delete(dir.resolve("log/meta.properties"));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      assertThat(kafka.clusterId()).isEqualTo(clusterId);
    }
  }

  @Test
  void a_taken_port_is_named() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("one"))) {
      int taken = port(kafka.bootstrap());
      assertThatThrownBy(() -> EmbeddedKafka.start(dir.resolve("other"), taken))
          .hasMessageContaining(String.valueOf(taken));
    }
  }

  @Test
  void kafka_wanting_to_exit_is_a_fault_and_not_the_end_of_the_process() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      Exit.halt(3, "the disk is gone");

      assertThat(kafka.fault()).hasValueSatisfying(f -> assertThat(f).hasMessageContaining("disk"));
    }
  }

  @Test
  void closing_twice_does_nothing_more() {
    EmbeddedKafka kafka = EmbeddedKafka.start(dir);
    kafka.close();
    kafka.close();
  }

  private int appendInAnotherProcessAndKillIt(int atLeast) throws Exception {
    Path complaints = dir.resolveSibling(dir.getFileName() + ".stderr");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                dir.toString())
            .redirectError(complaints.toFile())
            .start();
    int acknowledged = 0;
    try (BufferedReader output = process.inputReader(UTF_8)) {
      String line = output.readLine();
      while (line != null) {
        if (line.equals("acknowledged " + acknowledged)) {
          acknowledged++;
        }
        if (acknowledged == atLeast) {
          process.toHandle().destroyForcibly(); // SIGKILL; leaves its output readable
        }
        line = output.readLine();
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(acknowledged).as(Files.readString(complaints)).isGreaterThanOrEqualTo(atLeast);
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    return acknowledged;
  }

  private static void append(EmbeddedKafka kafka, String value) {
    try (EventLog log = EventLog.open(kafka.bootstrap())) {
      log.append(Topics.VIDEOS, 0, value, value.getBytes(UTF_8)).join();
    }
  }

  private static List<String> values(EmbeddedKafka kafka) {
    List<String> values = new ArrayList<>();
    try (LogReader reader = LogReader.open(kafka.bootstrap(), Topics.VIDEOS, 0, 0)) {
      long end = reader.endOffset();
      while (reader.position() < end) {
        for (LogRecord read : reader.poll(Duration.ofSeconds(1))) {
          values.add(new String(read.value(), UTF_8));
        }
      }
    }
    return values;
  }

  private static int anotherPortThan(String bootstrap) {
    try (LoopbackSockets free = LoopbackSockets.bind(0)) {
      return free.brokerPort() == port(bootstrap) ? free.controllerPort() : free.brokerPort();
    }
  }

  private static int port(String bootstrap) {
    return Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
  }
}
