package io.kinora.verticles.node;

import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import java.nio.file.Path;
import java.util.Map;

/** A node of two shards whose database and log are not its own. */
final class OutsideStores {

  private OutsideStores() {}

  static NodeConfig config(Path data, PostgresAddress postgres, EmbeddedKafka kafka) {
    Map<String, String> settings =
        Map.of(
            "data", data.toString(),
            "http.port", "0",
            "postgres", postgres.url(),
            "kafka", kafka.bootstrap(),
            "shards", "2",
            "search.cache", "none",
            "encoders.text", "none");
    return NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()));
  }
}
