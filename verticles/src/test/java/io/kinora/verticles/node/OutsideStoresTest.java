package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.PostgresServer;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same program with addresses in its settings. */
class OutsideStoresTest {

  @TempDir Path folder;

  @Test
  void with_addresses_a_node_uses_those_stores_and_starts_none_of_its_own() throws Exception {
    try (PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"));
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      Path data = folder.resolve("node");
      try (Node node = Node.start(config(data, postgres.address(), kafka.bootstrap()))) {
        HttpCalls http = new HttpCalls(node.url(), Files.readString(node.tokenFile()).strip());

        assertThat(http.put("out", "{\"title\": \"Stored elsewhere\"}").status()).isEqualTo(200);
        assertThat(HttpCalls.ids(http.searchFor("elsewhere", "&mode=text"))).containsExactly("out");
      }
      assertThat(data.resolve("postgres")).doesNotExist();
      assertThat(data.resolve("kafka")).doesNotExist();
    }
  }

  private static NodeConfig config(Path data, PostgresAddress postgres, String kafka) {
    String url =
        "postgresql://%s:%s@%s:%d/%s"
            .formatted(
                postgres.user(),
                postgres.password(),
                postgres.host(),
                postgres.port(),
                postgres.database());
    Map<String, String> settings =
        Map.of(
            "data",
            data.toString(),
            "http.port",
            "0",
            "postgres",
            url,
            "kafka",
            kafka,
            "encoders.text",
            "none",
            "encoders.sight",
            "none");
    return NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()));
  }
}
