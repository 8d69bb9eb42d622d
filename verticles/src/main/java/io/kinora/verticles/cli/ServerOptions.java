package io.kinora.verticles.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that talk to a running server. */
final class ServerOptions {

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
          "A bearer token (default: KINORA_TOKEN, else operator.token of the data folder; to an address other than that folder's"
              + " only with --data).")
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
   * @param url null, and so the others, where nothing was given; see {@link Destination}
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
    Destination to =
        Destination.of(new Destination.Given(url, token, data), System.getenv(), Path.of(""));
    return new ApiClient(to.url(), to.token(), absence, out);
  }
}
