package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.http.TestApi.Answer;
import io.kinora.verticles.http.auth.AuthConfig;
import io.kinora.verticles.http.auth.TrustedIssuer;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what: every operation, whatever may stand in {@code Authorization}. */
final class AccessTest {

  /** Who an operation is for. */
  private enum For {
    /** Everyone; what stands in {@code Authorization} does not matter. */
    ALL,
    /** Everyone where searching is anonymous, else whoever has a good token. */
    READERS,
    /** Everyone; the token may stand in the body, but one in the header must be good. */
    SENDERS,
    PUBLISHERS,
    OPERATORS;

    /** The roles of which one is needed; empty where none is. */
    Set<String> roles() {
      return switch (this) {
        case ALL, READERS, SENDERS -> Set.of();
        case PUBLISHERS -> Set.of("publisher", "operator");
        case OPERATORS -> Set.of("operator");
      };
    }

    boolean without(Set<String> roles) {
      return !roles().isEmpty() && Collections.disjoint(roles, roles());
    }
  }

  private static final Map<String, For> TABLE =
      Map.ofEntries(
          Map.entry("searchByQuery", For.READERS),
          Map.entry("search", For.READERS),
          Map.entry("suggest", For.READERS),
          Map.entry("searchByImage", For.READERS),
          Map.entry("similarVideos", For.READERS),
          Map.entry("live", For.ALL),
          Map.entry("liveEvents", For.READERS),
          Map.entry("asyncApiDocument", For.ALL),
          Map.entry("getVideo", For.READERS),
          Map.entry("getVideoStatus", For.READERS),
          Map.entry("playMedia", For.READERS),
          Map.entry("getThumbnail", For.READERS),
          Map.entry("putVideo", For.PUBLISHERS),
          Map.entry("patchVideo", For.PUBLISHERS),
          Map.entry("deleteVideo", For.PUBLISHERS),
          Map.entry("bulkWrite", For.PUBLISHERS),
          Map.entry("uploadMedia", For.PUBLISHERS),
          Map.entry("sendEvents", For.SENDERS),
          Map.entry("getMe", For.READERS),
          Map.entry("getHistory", For.READERS),
          Map.entry("eraseViewer", For.READERS),
          Map.entry("about", For.ALL),
          Map.entry("isLive", For.ALL),
          Map.entry("isReady", For.ALL),
          Map.entry("metrics", For.ALL),
          Map.entry("openApiDocument", For.ALL),
          Map.entry("listNodes", For.OPERATORS),
          Map.entry("listShards", For.OPERATORS),
          Map.entry("getFeed", For.READERS),
          Map.entry("trending", For.READERS),
          Map.entry("onlineMetrics", For.OPERATORS),
          Map.entry("listGenerations", For.OPERATORS),
          Map.entry("beginGeneration", For.OPERATORS),
          Map.entry("searchGeneration", For.OPERATORS),
          Map.entry("dropGeneration", For.OPERATORS),
          Map.entry("page", For.ALL),
          Map.entry("pageFile", For.ALL));

  private static final String ASKED = "Bearer realm=\"kinora\"";
  private static final String NOT_VALID = ASKED + ", error=\"invalid_token\"";
  private static final String NOT_ENOUGH = ASKED + ", error=\"insufficient_scope\"";

  private static final Tokens TOKENS = new Tokens();
  private static final KeyPair TRUSTED = Tokens.rsa();
  private static final KeyPair FOREIGN = Tokens.rsa();

  @TempDir static Path folder;
  @TempDir static Path closedFolder;
  private static TestApi open;
  private static TestApi closed;

  @BeforeAll
  static void start() {
    TrustedIssuer keyPair =
        new TrustedIssuer(
            List.of(new TrustedIssuer.Key("RS256", Tokens.publicPem(TRUSTED))),
            null,
            "test",
            List.of("kinora"),
            Duration.ZERO);
    List<TrustedIssuer> issuers = List.of(TestApi.testIssuer(), keyPair);
    open = TestApi.start(folder, new AuthConfig(true, issuers));
    closed = TestApi.start(closedFolder, new AuthConfig(false, issuers));
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
    TOKENS.close();
  }

  static List<Operation> operations() {
    return ApiDocument.load().operations();
  }

  /** Values of {@code Authorization} that no server of this secret and this key may believe. */
  private static Map<String, String> badTokens() {
    long now = System.currentTimeMillis() / 1000;
    JsonObject operator = Tokens.claims("operator");
    String good = TOKENS.good(operator);
    String body = good.substring(0, good.lastIndexOf('.'));
    String signature = good.substring(good.lastIndexOf('.') + 1);
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("garbage", "rubbish");
    tokens.put("nothing", "");
    tokens.put("dots", "..");
    tokens.put("long", "a".repeat(10_000));
    tokens.put("wrong secret", TOKENS.sign("HS256", "x".repeat(40), operator));
    tokens.put("wrong key", TOKENS.sign("RS256", Tokens.privatePem(FOREIGN), operator));
    tokens.put("other algorithm", TOKENS.sign("HS512", TestApi.SECRET, operator));
    tokens.put("expired", TOKENS.good(Tokens.claims("operator").put("exp", now - 60)));
    tokens.put("not yet valid", TOKENS.good(Tokens.claims("operator").put("nbf", now + 3_600)));
    tokens.put("wrong issuer", TOKENS.good(Tokens.claims("operator").put("iss", "else")));
    tokens.put("no issuer", TOKENS.good(without("iss")));
    tokens.put("issuer of a wrong type", TOKENS.good(Tokens.claims("operator").put("iss", 7)));
    tokens.put("wrong audience", TOKENS.good(Tokens.claims("operator").put("aud", "else")));
    tokens.put("no audience", TOKENS.good(without("aud")));
    tokens.put("other audiences", TOKENS.good(Tokens.claims("operator").put("aud", audience())));
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      String header = "{\"typ\":\"JWT\",\"alg\":\"" + none + "\"}";
      tokens.put("alg '" + none + "'", Tokens.written(header, operator, ""));
      tokens.put("alg '" + none + "', signed", Tokens.written(header, operator, signature));
    }
    tokens.put("no alg", Tokens.written("{\"typ\":\"JWT\"}", operator, signature));
    tokens.put("no signature", body + ".");
    tokens.put("cut off", body);
    tokens.put(
        "other payload",
        good.substring(0, good.indexOf('.') + 1)
            + Tokens.base64(operator.copy().put("sub", "evil").encode())
            + "."
            + signature);
    // The public key, which everyone has, taken for a shared secret.
    tokens.put("HS for RS", TOKENS.sign("HS256", Tokens.publicPem(TRUSTED), operator));
    tokens.put("RS for HS", Tokens.written("{\"alg\":\"RS256\"}", operator, signature));
    tokens.put("a key of its own", withOwnKey(operator));
    return tokens;
  }

  private static JsonObject without(String claim) {
    JsonObject claims = Tokens.claims("operator");
    claims.remove(claim);
    return claims;
  }

  private static JsonArray audience() {
    return new JsonArray().add("else").add("other");
  }

  /** Signed well, by a key that it brings itself. */
  private static String withOwnKey(JsonObject claims) {
    JsonObject header =
        new JsonObject().put("alg", "RS256").put("typ", "JWT").put("jwk", Tokens.jwk(FOREIGN));
    return Tokens.signedByHand(FOREIGN, header, claims);
  }

  /** Good tokens by the roles they name. */
  private static Map<Set<String>, String> goodTokens() {
    Map<Set<String>, String> tokens = new LinkedHashMap<>();
    for (String role :
        List.of("viewer", "publisher", "operator", "admin", "Operator", "operator ", "*", "")) {
      tokens.put(Set.of(role), TOKENS.good(Tokens.claims(role)));
    }
    tokens.put(Set.of("viewer", "publisher"), TOKENS.good(Tokens.claims("viewer", "publisher")));
    tokens.put(Set.of(), TOKENS.good(without("roles")));
    return tokens;
  }

  @Test
  void every_operation_has_a_row_in_the_table() {
    assertThat(operations().stream().map(Operation::id).collect(Collectors.toSet()))
        .isEqualTo(TABLE.keySet());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void without_a_token_what_is_for_all_is_there_and_the_rest_asks_for_one(Operation operation) {
    check(open, operation, null, anonymous(operation, true));
    check(closed, operation, null, anonymous(operation, false));
  }

  private static Expected anonymous(Operation operation, boolean anonymousSearch) {
    return switch (row(operation)) {
      case ALL, SENDERS -> Expected.LET_IN;
      case READERS -> anonymousSearch ? Expected.LET_IN : new Expected(401, ASKED);
      case PUBLISHERS, OPERATORS -> new Expected(401, ASKED);
    };
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_bad_token_is_refused_wherever_a_token_matters(Operation operation) {
    Expected expected = row(operation) == For.ALL ? Expected.LET_IN : new Expected(401, NOT_VALID);
    badTokens()
        .forEach(
            (name, token) -> {
              check(open, operation, "Bearer " + token, expected.as(name));
              check(closed, operation, "Bearer " + token, expected.as(name));
            });
    for (String header : List.of("Basic b3A6b3A=", "Bearer", "Digest x", "", "Bearer a b c")) {
      check(open, operation, header, expected.as(header));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_good_token_opens_what_its_roles_are_for(Operation operation) {
    goodTokens()
        .forEach(
            (roles, token) -> {
              boolean lacking = row(operation).without(roles);
              Expected expected = lacking ? new Expected(403, NOT_ENOUGH) : Expected.LET_IN;
              check(open, operation, "Bearer " + token, expected.as(roles.toString()));
              check(closed, operation, "bearer " + token, expected.as(roles.toString()));
            });
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_token_signed_with_the_trusted_key_pair_is_good(Operation operation) {
    String key = Tokens.privatePem(TRUSTED);
    String token = TOKENS.sign("RS256", key, Tokens.claims("operator"));

    check(closed, operation, "Bearer " + token, Expected.LET_IN);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void roles_of_a_wrong_type_are_no_roles(Operation operation) {
    List<Object> wrong = new ArrayList<>(List.of("operator", 7, true));
    wrong.add(new JsonObject().put("operator", true));
    wrong.add(new JsonArray().add(new JsonArray().add("operator")));
    Expected expected =
        row(operation).without(Set.of()) ? new Expected(403, NOT_ENOUGH) : Expected.LET_IN;
    for (Object roles : wrong) {
      String token = TOKENS.good(Tokens.claims().put("roles", roles));
      check(closed, operation, "Bearer " + token, expected.as(String.valueOf(roles)));
    }
  }

  @Test
  void what_is_refused_for_its_roles_says_which_would_do() {
    Answer refused =
        open.send(
            "DELETE",
            "/v1/videos/x",
            BodyPublishers.noBody(),
            "Authorization",
            "Bearer " + TOKENS.good(Tokens.claims("viewer")));

    assertThat(refused.detail()).contains("viewer", "one of operator, publisher");
  }

  /**
   * @param status 0 for anything but 401, 403 and what is a fault of the server
   */
  private record Expected(int status, String challenge, String of) {

    static final Expected LET_IN = new Expected(0, "", "");

    Expected(int status, String challenge) {
      this(status, challenge, "");
    }

    Expected as(String name) {
      return new Expected(status, challenge, name);
    }
  }

  private static For row(Operation operation) {
    return TABLE.get(operation.id());
  }

  private static void check(TestApi api, Operation operation, String header, Expected expected) {
    String path =
        operation.path().replace("viewers/{id}", "viewers/me").replaceAll("\\{[a-z]+}", "x");
    String[] headers = header == null ? new String[0] : new String[] {"Authorization", header};
    Answer answer = api.send(operation.method().name(), path, BodyPublishers.noBody(), headers);
    String told = operation.id() + " with " + expected.of() + ": " + answer.text();
    if (expected.status() == 0) {
      assertThat(answer.status()).as(told).isNotIn(401, 403).isLessThan(500);
      assertThat(answer.header("WWW-Authenticate")).as(told).isEmpty();
      return;
    }
    assertThat(answer.status()).as(told).isEqualTo(expected.status());
    assertThat(answer.header("WWW-Authenticate")).as(told).isEqualTo(expected.challenge());
    assertThat(answer.header("Content-Type")).as(told).isEqualTo("application/problem+json");
    assertThat(answer.json().path("status").asInt()).as(told).isEqualTo(expected.status());
    assertThat(answer.field()).as(told).isEqualTo(expected.status() == 401 ? "Authorization" : "");
  }
}
