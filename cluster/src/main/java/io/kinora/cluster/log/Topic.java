package io.kinora.cluster.log;

import java.util.Map;

/**
 * A topic of the log.
 *
 * @param partitions at least 1
 * @param config Kafka's topic settings by name
 */
public record Topic(String name, int partitions, Map<String, String> config) {

  public Topic {
    config = Map.copyOf(config);
  }
}
