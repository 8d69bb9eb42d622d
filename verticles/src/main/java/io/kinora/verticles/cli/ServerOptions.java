package io.kinora.verticles.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that talk to a running server. */
final class ServerOptions {

  private static final String DEFAULT_DATA = "kinora-data";
  private static final String DEMO_DATA = "kinora-demo";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The server (default: KINORA_URL, else the one that runs on the data folder, else http://127.0.0.1:8080).")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "A bearer token (default: KINORA_TOKEN, else operator.token of the data folder).")
  private @Nullable String token;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The server's data folder, to find its address and token in (default: kinora-data, then kinora-demo).")
  private @Nullable Path data;

  ApiClient client() {
    return client(url, token, data);
  }

  /** As {@link ApiClient#ApiClient(URI, String, Duration, PrintWriter)} says. */
  ApiClient client(Duration absence, PrintWriter out) {
    return client(url, token, data, absence, out);
  }

  /**
   * @param url null, and so the others, where nothing was given
   */
  static ApiClient client(@Nullable String url, @Nullable String token, @Nullable Path data) {
    return client(url, token, data, Duration.ZERO, new PrintWriter(Writer.nullWriter()));
  }

  private static ApiClient client(
      @Nullable String url,
      @Nullable String token,
      @Nullable Path data,
      Duration absence,
      PrintWriter out) {
    Optional<Path> folder = folder(data);
    String address =
        firstOf(
            url,
            System.getenv("KINORA_URL"),
            folder.map(f -> read(f.resolve("node.url"))).orElse(null),
            "http://127.0.0.1:8080");
    String bearer =
        firstOf(
            token,
            System.getenv("KINORA_TOKEN"),
            folder.map(f -> read(f.resolve("operator.token"))).orElse(null),
            "");
    try {
      return new ApiClient(URI.create(address), bearer, absence, out);
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailedException(
          "--url is \"" + address + "\"; allowed: a URL such as http://127.0.0.1:8080");
    }
  }

  private static Optional<Path> folder(@Nullable Path data) {
    if (data != null) {
      return Optional.of(data);
    }
    String named = System.getenv("KINORA_DATA");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (String usual : new String[] {DEFAULT_DATA, DEMO_DATA}) {
      if (Files.exists(Path.of(usual, "node.url"))) {
        return Optional.of(Path.of(usual));
      }
    }
    return Optional.empty();
  }

  private static @Nullable String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).strip() : null;
    } catch (IOException unreadable) {
      throw new CommandFailedException("Cannot read " + file + ": " + unreadable.getMessage());
    }
  }

  private static String firstOf(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return candidate;
      }
    }
    return "";
  }
}
