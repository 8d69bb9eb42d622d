package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.http.auth.AuthConfig;
import io.kinora.verticles.http.auth.LocalKeys;
import io.kinora.verticles.http.auth.TrustedIssuer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalKeysTest {

  @Test
  void the_ready_made_operator_token_works_and_is_kept(@TempDir Path folder) throws Exception {
    try (TestApi api = TestApi.start(folder)) {
      assertThat(api.delete("/v1/videos/x").status()).isEqualTo(404);

      LocalKeys again = LocalKeys.open(folder);
      assertThat(again.operatorToken()).isEqualTo(api.operator);
      assertThat(Files.readString(folder.resolve("operator.token")).strip())
          .isEqualTo(api.operator);
      for (String file : List.of("operator.token", "token.secret")) {
        assertThat(Files.getPosixFilePermissions(folder.resolve(file)).toString())
            .isEqualTo("[OWNER_READ, OWNER_WRITE]");
      }
      assertThat(again.toString() + again.issuer()).doesNotContain(api.operator);
    }
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
    KeyPair inConfig = Tokens.rsa();
    KeyPair inSet = Tokens.rsa();
    JsonObject set = new JsonObject().put("keys", new JsonArray().add(Tokens.jwk(inSet)));
    Path jwks = Files.writeString(data.resolve("jwks.json"), set.encode());
    TrustedIssuer issuer =
        new TrustedIssuer(
            List.of(new TrustedIssuer.Key("RS256", Tokens.publicPem(inConfig))),
            jwks,
            null,
            List.of(),
            Duration.ZERO);

    try (Tokens tokens = new Tokens();
        TestApi api = TestApi.start(data, new AuthConfig(false, List.of(issuer)))) {
      assertThat(api.get("/v1/about").json().get("anonymous_search").asBoolean()).isFalse();
      for (KeyPair pair : List.of(inConfig, inSet)) {
        String token = tokens.sign("RS256", Tokens.privatePem(pair), Tokens.claims("viewer"));
        assertThat(api.get("/v1/search", "Authorization", "Bearer " + token).status())
            .isEqualTo(200);
      }
    }
  }
}
