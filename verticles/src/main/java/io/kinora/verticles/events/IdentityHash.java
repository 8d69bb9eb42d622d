package io.kinora.verticles.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kinora.catalog.Hmac;
import io.kinora.verticles.Identity;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Hashes what viewers are known by, with the installation's secret: whoever sees a hash cannot try
 * out names.
 */
public final class IdentityHash {

  private static final int SECRET_BYTES = 32;

  private final byte[] secret;

  /**
   * @param secret as {@link #newSecret} makes it
   */
  public IdentityHash(String secret) {
    this.secret = Base64.getDecoder().decode(secret);
  }

  public static String newSecret() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  byte[] of(Identity identity) {
    return switch (identity) {
      case Identity.Login login -> hash("login " + login.subject());
      case Identity.Session session -> hash("session " + session.id());
    };
  }

  private byte[] hash(String text) {
    return Hmac.sha256(secret, text.getBytes(UTF_8));
  }
}
