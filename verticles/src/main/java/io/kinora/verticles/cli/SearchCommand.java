package io.kinora.verticles.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kinora search}: asks a running server. */
@Command(
    name = "search",
    description = "Searches a running server and prints the hits.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
  private String[] words = {};

  @Option(
      names = "--mode",
      defaultValue = "hybrid",
      description = "hybrid, text, semantic or visual (default: ${DEFAULT-VALUE}).")
  private String mode = "hybrid";

  @Option(names = "--filter", description = "e.g. 'channel:bbc AND duration_s:[60 TO 600]'")
  private @Nullable String filter;

  @Option(
      names = "--limit",
      defaultValue = "10",
      description = "How many, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print the server's whole answer instead.")
  private boolean json;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ServerOptions server;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String query =
        "/v1/search?q="
            + ApiClient.encoded(String.join(" ", words))
            + "&mode="
            + ApiClient.encoded(mode)
            + "&deadline_ms=5000&limit="
            + limit;
    if (filter != null) {
      query += "&filter=" + ApiClient.encoded(filter);
    }
    JsonNode answer;
    try {
      answer = server.client().get(query);
    } catch (ApiClient.RefusedException refused) {
      throw new CommandFailedException(String.valueOf(refused.getMessage()));
    }
    if (json) {
      out.println(answer.toPrettyString());
      return 0;
    }
    print(answer, out);
    return 0;
  }

  private static void print(JsonNode answer, PrintWriter out) {
    if (answer.path("partial").isArray()) {
      out.println("Not all was searched, so better hits may be missing: " + answer.path("partial"));
    }
    int place = 0;
    for (JsonNode hit : answer.path("hits")) {
      out.printf(
          Locale.ROOT,
          "%2d. %s  (%s, %.3f)%n",
          ++place,
          hit.path("title").asText(),
          hit.path("id").asText(),
          hit.path("score").asDouble());
      JsonNode moment = hit.path("moment");
      if (moment.isObject()) {
        out.printf(
            Locale.ROOT, "    seen at %.1f s%n", moment.path("timestamp_ms").asLong() / 1000.0);
      }
    }
    JsonNode total = answer.path("total");
    String atLeast = total.path("relation").asText().equals("at_least") ? "at least " : "";
    out.printf(
        Locale.ROOT,
        "%s%d found in %.1f ms%n",
        atLeast,
        total.path("value").asLong(),
        answer.path("took_ms").asDouble());
  }
}
