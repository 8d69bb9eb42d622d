package io.kinora.verticles.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.fuzz.ApiGrammar.Call;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What every answer keeps to, whatever was asked. */
final class AnswerRules {

  /** A problem here is the client's, and one of these. */
  private static final Set<Integer> REFUSALS =
      Set.of(400, 401, 403, 404, 405, 408, 409, 413, 414, 415, 416, 422, 426, 429, 431);

  private static final Set<Integer> GOOD = Set.of(200, 202, 204, 206, 304);

  private static final Pattern INSIDES =
      Pattern.compile(
          "\\b(java|javax|jdk|sun|com|org|io|net)\\.[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*\\.[A-Z]\\w+"
              + "|\\.java:\\d+|\\tat |Exception\\b|Throwable|NullPointer|/data/(objects|uploads)/");

  private static final Set<String> PROGRAM_TEXTS = Set.of("text/javascript", "application/yaml");

  private final List<Pattern> mayTimeOut;

  AnswerRules(ApiGrammar grammar) {
    mayTimeOut =
        grammar.calls().stream()
            .filter(call -> call.statuses().contains(504))
            .map(AnswerRules::pattern)
            .toList();
  }

  private static Pattern pattern(Call call) {
    return Pattern.compile(call.path().replaceAll("\\{[a-z]+}", "[^/]+") + "([?;#].*)?");
  }

  /**
   * @param head whether it answers a HEAD request
   * @throws AssertionError if a rule is broken
   */
  void check(RawRequest request, RawAnswer answer, boolean head) {
    int status = answer.status();
    if (status == 501 && !request.wellFormed()) {
      // Of an HTTP version that is none Vert.x says so itself, and closes.
      require(answer.body().length == 0, "a 501 that says something", answer);
      return;
    }
    boolean timedOut = status == 504 && answeredInTime(request);
    require(
        GOOD.contains(status) || REFUSALS.contains(status) || status == 503 || timedOut,
        "status " + status,
        answer);
    require(!answer.headers().containsKey("x-injected"), "a header of the client's making", answer);
    require(
        PROGRAM_TEXTS.contains(answer.contentType()) || !INSIDES.matcher(answer.text()).find(),
        "what is inside shows",
        answer);
    if (answer.contentType().equals("application/x-ndjson")) {
      answer.text().lines().forEach(line -> checkLine(line, answer));
    } else if (status >= 400 && !head && !isReadiness(answer)) {
      require(
          answer.contentType().equals("application/problem+json"), "not a problem+json", answer);
      checkProblem(answer.json(), status, answer);
    }
    require(
        status != 401 || answer.headers().containsKey("www-authenticate"), "no challenge", answer);
    require(
        (status != 429 && status != 503)
            || isReadiness(answer)
            || head
            || answer.headers().containsKey("retry-after"),
        "no Retry-After",
        answer);
  }

  private boolean answeredInTime(RawRequest request) {
    String head = new String(request.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    return head.lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length == 3)
        .anyMatch(words -> mayTimeOut.stream().anyMatch(p -> p.matcher(words[1]).matches()));
  }

  /** {@code /health/ready} tells that it is not with its parts, not with a problem. */
  private static boolean isReadiness(RawAnswer answer) {
    return answer.status() == 503 && answer.text().startsWith("{\"ready\":");
  }

  private void checkLine(String line, RawAnswer answer) {
    JsonNode json;
    try {
      json = RawAnswer.JSON.readTree(line);
    } catch (java.io.IOException malformed) {
      throw new AssertionError("a line that is no JSON: " + line, malformed);
    }
    require(json.path("line").isIntegralNumber(), "a line without its number", answer);
    int status = json.path("status").asInt();
    if (GOOD.contains(status)) {
      return;
    }
    require(REFUSALS.contains(status) || status == 503, "a line of status " + status, answer);
    checkProblem(json, status, answer);
  }

  private static void checkProblem(JsonNode problem, int status, RawAnswer answer) {
    String type = problem.path("type").asText();
    require(type.startsWith("urn:kinora:problem:"), "no type", answer);
    require(!problem.path("title").asText().isBlank(), "no title", answer);
    require(problem.path("status").asInt() == status, "another status inside", answer);
    String detail = problem.path("detail").asText();
    require(!detail.isBlank() && detail.length() < 1_000, "no detail, or a long one", answer);
    require(!problem.path("request_id").asText().isBlank(), "no request_id", answer);
    // Of a body that is wrong as a whole there is no field to name.
    // An unknown one may be called anything, blanks included.
    boolean named = !problem.path("field").asText().isEmpty();
    require(
        named
            || !type.endsWith(":invalid-value")
            || detail.toLowerCase(Locale.ROOT).startsWith("the body"),
        "no field",
        answer);
  }

  private static void require(boolean kept, String broken, RawAnswer answer) {
    if (!kept) {
      String text = answer.text();
      throw new AssertionError(
          broken + " | " + answer.status() + " " + text.substring(0, Math.min(600, text.length())));
    }
  }
}
