package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.http.TestApi.Answer;
import io.kinora.verticles.http.auth.AuthConfig;
import io.kinora.verticles.http.auth.LocalKeys;
import io.kinora.verticles.http.auth.TrustedIssuer;
import io.kinora.verticles.http.openapi.Access;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Operation;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AccessTest {

  private static final String OTHER_SECRET = "another secret that is long enough as well";

  @TempDir static Path folder;
  private static TestApi api;
  private static final Vertx VERTX = Vertx.vertx();
  private static final ApiDocument DOCUMENT = ApiDocument.load();
  private static final Map<String, String> BAD_TOKENS = makeBadTokens();

  @BeforeAll
  static void start() {
    api = TestApi.start(folder);
  }

  @AfterAll
  static void stop() {
    api.close();
    TestApi.await(VERTX.close());
  }

  private static JsonObject claims(String... roles) {
    return new JsonObject()
        .put("iss", "test")
        .put("aud", "kinora")
        .put("sub", "someone")
        .put("roles", new JsonArray(List.of(roles)));
  }

  private static String sign(String algorithm, String key, JsonObject claims) {
    JWTAuthOptions options =
        new JWTAuthOptions()
            .addPubSecKey(new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(key));
    return JWTAuth.create(VERTX, options)
        .generateToken(claims, new JWTOptions().setAlgorithm(algorithm));
  }

  private static String token(JsonObject claims) {
    return sign("HS256", TestApi.SECRET, claims);
  }

  private static String unsigned(String algorithm, String signature) {
    String header = "{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}";
    return base64(header) + "." + base64(claims("operator").encode()) + "." + signature;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What may be sent in place of a good token: name, header. */
  private static Map<String, String> makeBadTokens() {
    long past = System.currentTimeMillis() / 1000 - 60;
    String good = token(claims("operator"));
    return Map.ofEntries(
        Map.entry("wrong key", "Bearer " + sign("HS256", OTHER_SECRET, claims("operator"))),
        Map.entry("other algorithm", "Bearer " + sign("HS512", TestApi.SECRET, claims("operator"))),
        Map.entry("expired", "Bearer " + token(claims("operator").put("exp", past))),
        Map.entry("not yet valid", "Bearer " + token(claims("operator").put("nbf", past + 3600))),
        Map.entry("wrong issuer", "Bearer " + token(claims("operator").put("iss", "else"))),
        Map.entry("issuer of a wrong type", "Bearer " + token(claims("operator").put("iss", 7))),
        Map.entry("wrong audience", "Bearer " + token(claims("operator").put("aud", "else"))),
        Map.entry("alg none", "Bearer " + unsigned("none", "")),
        Map.entry("alg none, signed", "Bearer " + unsigned("none", "AAAA")),
        Map.entry("alg None", "Bearer " + unsigned("None", "")),
        Map.entry("no signature", "Bearer " + good.substring(0, good.lastIndexOf('.') + 1)),
        Map.entry("cut off", "Bearer " + good.substring(0, good.lastIndexOf('.'))),
        Map.entry(
            "other payload",
            "Bearer "
                + good.substring(0, good.indexOf('.') + 1)
                + base64(claims("operator").put("sub", "evil").encode())
                + good.substring(good.lastIndexOf('.'))),
        Map.entry("rubbish", "Bearer rubbish"),
        Map.entry("empty", "Bearer "),
        Map.entry("basic", "Basic b3A6b3A="),
        Map.entry("long", "Bearer " + "a".repeat(10_000)));
  }

  static Stream<Operation> operations() {
    return DOCUMENT.operations().stream();
  }

  static Stream<Arguments> guarded() {
    List<Arguments> all = new ArrayList<>();
    operations()
        .filter(operation -> !(operation.access() instanceof Access.Open))
        .forEach(
            operation ->
                BAD_TOKENS.forEach((name, header) -> all.add(Arguments.of(operation.id(), name))));
    return all.stream();
  }

  private static Answer call(Operation operation, String... headers) {
    String path = operation.path().replaceAll("\\{[a-z]+}", "x");
    return api.send(operation.method().name(), path, BodyPublishers.noBody(), headers);
  }

  private static Operation operation(String id) {
    return operations().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("guarded")
  void a_bad_token_is_401_everywhere(String id, String name) {
    Answer answer = call(operation(id), "Authorization", BAD_TOKENS.get(name));

    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer").contains("invalid_token");
    assertThat(answer.field()).isEqualTo("Authorization");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void without_a_token_only_what_is_open_or_anonymous_can_be_called(Operation operation) {
    Answer answer = call(operation);

    if (operation.access() instanceof Access.Roles) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"kinora\"");
    } else {
      assertThat(answer.status()).isNotIn(401, 403, 500);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_viewer_may_not_write(Operation operation) {
    Answer answer = call(operation, "Authorization", "Bearer " + token(claims("viewer")));

    if (operation.access() instanceof Access.Roles) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.detail()).contains("viewer", "operator");
      assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
    } else {
      assertThat(answer.status()).isNotIn(401, 403, 500);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void publisher_and_operator_may_do_all_there_is_now(Operation operation) {
    for (String role : List.of("publisher", "operator")) {
      Answer answer = call(operation, "Authorization", "Bearer " + token(claims(role)));
      assertThat(answer.status()).as(role).isNotIn(401, 403, 500);
    }
  }

  @Test
  void roles_of_a_wrong_type_are_no_roles() {
    for (Object roles : List.of("operator", 7, new JsonObject().put("operator", true))) {
      Answer answer =
          call(
              operation("deleteVideo"),
              "Authorization",
              "Bearer " + token(claims().put("roles", roles)));
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void the_ready_made_operator_token_works_and_is_kept() throws Exception {
    assertThat(api.delete("/v1/videos/x").status()).isEqualTo(404);

    LocalKeys again = LocalKeys.open(folder);
    assertThat(again.operatorToken()).isEqualTo(api.operator);
    assertThat(Files.readString(folder.resolve("operator.token")).strip()).isEqualTo(api.operator);
    for (String file : List.of("operator.token", "token.secret")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(file)).toString())
          .isEqualTo("[OWNER_READ, OWNER_WRITE]");
    }
    assertThat(again.toString() + again.issuer()).doesNotContain(api.operator);
  }

  @Test
  void a_lost_or_foreign_operator_token_is_made_again(@TempDir Path data) throws Exception {
    LocalKeys first = LocalKeys.open(data);
    Files.writeString(data.resolve("operator.token"), "a.b.c");

    LocalKeys second = LocalKeys.open(data);

    assertThat(second.operatorToken()).isNotEqualTo("a.b.c");
    assertThat(second.issuer()).isEqualTo(first.issuer());
    assertThat(Files.list(data).map(Path::getFileName).map(Path::toString))
        .containsExactlyInAnyOrder("operator.token", "token.secret");
  }

  @Test
  void a_key_pair_and_a_key_set_verify_what_their_owners_sign(@TempDir Path data) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair inConfig = generator.generateKeyPair();
    KeyPair inSet = generator.generateKeyPair();
    String pem = pem("PUBLIC KEY", inConfig.getPublic().getEncoded());
    Path jwks = Files.writeString(data.resolve("jwks.json"), keySet(inSet));
    TrustedIssuer issuer =
        new TrustedIssuer(
            List.of(new TrustedIssuer.Key("RS256", pem)), jwks, null, List.of(), Duration.ZERO);

    try (TestApi other = TestApi.start(data, new AuthConfig(false, List.of(issuer)))) {
      assertThat(other.get("/v1/search").status()).isEqualTo(401);
      assertThat(other.get("/v1/about").json().get("anonymous_search").asBoolean()).isFalse();
      for (KeyPair pair : List.of(inConfig, inSet)) {
        String key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        String token = sign("RS256", key, claims("viewer"));
        assertThat(other.get("/v1/search", "Authorization", "Bearer " + token).status())
            .isEqualTo(200);
      }
      // The public key taken for a shared secret, as in the well-known confusion of algorithms.
      String confused = sign("HS256", pem, claims("operator"));
      assertThat(other.get("/v1/search", "Authorization", "Bearer " + confused).status())
          .isEqualTo(401);
    }
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(encoded), what);
  }

  private static String keySet(KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("kty", "RSA")
                        .put("alg", "RS256")
                        .put("use", "sig")
                        .put("n", unsigned(key.getModulus().toByteArray()))
                        .put("e", unsigned(key.getPublicExponent().toByteArray()))))
        .encode();
  }

  private static String unsigned(byte[] number) {
    int skip = number[0] == 0 ? 1 : 0;
    byte[] bytes = java.util.Arrays.copyOfRange(number, skip, number.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
