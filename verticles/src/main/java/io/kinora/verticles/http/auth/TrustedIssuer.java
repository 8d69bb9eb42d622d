package io.kinora.verticles.http.auth;

import io.kinora.catalog.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Someone whose tokens are trusted.
 *
 * @param keys that verify its signatures
 * @param jwks file with a JSON Web Key Set (RFC 7517) of further keys, or null
 * @param issuer what the claim {@code iss} must be, or null for any
 * @param audience of which the claim {@code aud} must name one; empty for any
 * @param leeway for clocks that differ, 0 to 5 minutes
 */
public record TrustedIssuer(
    List<Key> keys,
    @Nullable Path jwks,
    @Nullable String issuer,
    List<String> audience,
    Duration leeway) {

  private static final Duration MOST_LEEWAY = Duration.ofMinutes(5);

  public TrustedIssuer {
    keys = List.copyOf(keys);
    audience = List.copyOf(audience);
    if (keys.isEmpty() && jwks == null) {
      throw new InvalidValueException("auth.keys", "none", "at least one key, or a jwks file");
    }
    if (leeway.isNegative() || leeway.compareTo(MOST_LEEWAY) > 0) {
      throw new InvalidValueException("auth.leeway", leeway, "PT0S to " + MOST_LEEWAY);
    }
  }

  /**
   * A key that verifies signatures.
   *
   * @param algorithm JWS name (RFC 7518), e.g. {@code RS256}
   * @param material for HS* the shared secret itself; for RS*, PS* and ES* the public key as PEM
   */
  public record Key(String algorithm, String material) {

    private static final Set<String> ALGORITHMS =
        Set.of(
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
            "ES256", "ES384", "ES512");

    /** Shorter secrets can be guessed from a token (RFC 7518, section 3.2). */
    private static final int LEAST_SECRET_BYTES = 32;

    public Key {
      if (!ALGORITHMS.contains(algorithm)) {
        throw new InvalidValueException(
            "auth.keys.algorithm", algorithm, "one of HS, RS, PS, ES with 256, 384 or 512");
      }
      if (algorithm.startsWith("HS")
          && material.getBytes(StandardCharsets.UTF_8).length < LEAST_SECRET_BYTES) {
        throw new InvalidValueException(
            "auth.keys.material",
            material.length() + " characters",
            "a secret of at least " + LEAST_SECRET_BYTES + " bytes");
      }
      if (!algorithm.startsWith("HS") && !material.contains("BEGIN PUBLIC KEY")) {
        throw new InvalidValueException(
            "auth.keys.material", "something else", "a public key as PEM (BEGIN PUBLIC KEY)");
      }
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "Key[" + algorithm + "]";
    }
  }
}
