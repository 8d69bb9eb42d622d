package io.kinora.verticles.http.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a bearer token to the caller, if one of the trusted issuers signed it. */
public final class Authenticator {

  private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);

  private static final Pattern SIGNED =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  /** Tokens known to be good, so that a busy client's is not verified a thousand times a second. */
  private static final int MOST_KNOWN = 10_000;

  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  private final List<JWTAuth> issuers;
  private final Cache<String, Login> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(KNOWN_FOR).build();

  /**
   * @throws IOException if a key set cannot be read
   */
  public Authenticator(Vertx vertx, AuthConfig config) throws IOException {
    List<JWTAuth> verifiers = new ArrayList<>();
    for (TrustedIssuer issuer : config.issuers()) {
      verifiers.add(JWTAuth.create(vertx, options(issuer)));
    }
    this.issuers = List.copyOf(verifiers);
  }

  /** The holder of a token, or empty if no trusted issuer stands for it now. */
  public Optional<Caller> caller(String token) {
    return login(token).map(Login::caller);
  }

  /** As {@link #caller}, and until when. */
  public Optional<Login> login(String token) {
    Login before = known.getIfPresent(token);
    if (before != null && System.currentTimeMillis() < before.expiresMs()) {
      return Optional.of(before);
    }
    return verified(token);
  }

  private Optional<Login> verified(String token) {
    if (!SIGNED.matcher(token).matches()) {
      // Nothing unsigned gets as far as a verifier: one without a usable key would take it.
      return Optional.empty();
    }
    for (JWTAuth issuer : issuers) {
      try {
        // Verification is computation only, so the future is complete already.
        Future<User> user = issuer.authenticate(new TokenCredentials(token));
        if (user.succeeded()) {
          JsonObject claims = user.result().attributes().getJsonObject("accessToken");
          Login login = new Login(caller(claims), expiry(claims));
          known.put(token, login);
          return Optional.of(login);
        }
        LOG.debug("Token refused: {}", user.cause().getMessage());
      } catch (RuntimeException malformed) {
        // Claims of a wrong type surface as ClassCastException and the like.
        LOG.debug("Token refused: {}", malformed.toString());
      }
    }
    return Optional.empty();
  }

  private static Caller caller(JsonObject claims) {
    Set<String> roles = new LinkedHashSet<>();
    if (claims.getValue("roles") instanceof JsonArray list) {
      list.forEach(
          role -> {
            if (role instanceof String word) {
              roles.add(word);
            }
          });
    }
    return new Caller(
        claims.getValue("sub") instanceof String subject ? subject : null, true, roles);
  }

  private static long expiry(JsonObject claims) {
    return claims.getValue("exp") instanceof Number seconds
        ? TimeUnit.SECONDS.toMillis(seconds.longValue())
        : Long.MAX_VALUE;
  }

  private static JWTAuthOptions options(TrustedIssuer issuer) throws IOException {
    JWTOptions claims = new JWTOptions().setLeeway((int) issuer.leeway().toSeconds());
    if (issuer.issuer() != null) {
      claims.setIssuer(issuer.issuer());
    }
    issuer.audience().forEach(claims::addAudience);
    JWTAuthOptions options = new JWTAuthOptions().setJWTOptions(claims);
    for (TrustedIssuer.Key key : issuer.keys()) {
      options.addPubSecKey(
          new PubSecKeyOptions().setAlgorithm(key.algorithm()).setBuffer(key.material()));
    }
    if (issuer.jwks() != null) {
      keySet(issuer.jwks()).forEach(options::addJwk);
    }
    return options;
  }

  private static List<JsonObject> keySet(Path file) throws IOException {
    try {
      JsonArray keys = new JsonObject(Files.readString(file)).getJsonArray("keys", new JsonArray());
      List<JsonObject> verifying =
          keys.stream()
              .map(JsonObject.class::cast)
              .filter(key -> !"enc".equals(key.getString("use")))
              .toList();
      if (verifying.isEmpty()) {
        // Without any key the verifier would take unsigned tokens.
        throw new IOException(file + " holds no key that verifies signatures");
      }
      return verifying;
    } catch (DecodeException | ClassCastException malformed) {
      throw new IOException(file + " is not a JSON Web Key Set: " + malformed.getMessage());
    }
  }
}
