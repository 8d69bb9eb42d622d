package io.kinora.verticles.cli;

import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that start a node. */
final class NodeOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept (setting data; default kinora-data).")
  private @Nullable Path data;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "The HTTP port, 0 for a free one (setting http.port; default 8080).")
  private @Nullable String port;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file of settings; see conf/ for commented ones.")
  private @Nullable Path file;

  @Option(
      names = "--roles",
      paramLabel = "ROLE,...",
      description = "What this node does: api, search, media, embedding (default all).")
  private @Nullable String roles;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "NAME=VALUE",
      description = "Any other setting; repeatable. 'kinora settings' lists them.")
  private Map<String, String> others = new LinkedHashMap<>();

  /** The settings for this run; {@code defaults} are weaker than everything an operator says. */
  NodeConfig config(Map<String, String> defaults) {
    Map<String, String> given = new LinkedHashMap<>(others);
    put(given, "data", data == null ? null : data.toString());
    put(given, "http.port", port);
    put(given, "roles", roles);
    return NodeConfig.from(Settings.of(file, System.getenv(), given, defaults));
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }
}
