package io.kinora.verticles.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kinora.verticles.Identity;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes what viewers are known by, with the installation's secret: whoever sees a hash cannot try
 * out names.
 */
public final class IdentityHash {

  private static final String HASH = "HmacSHA256";
  private static final int SECRET_BYTES = 32;

  private final SecretKey secret;

  /**
   * @param secret as {@link #newSecret} makes it
   */
  public IdentityHash(String secret) {
    this.secret = new SecretKeySpec(Base64.getDecoder().decode(secret), HASH);
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
    try {
      Mac mac = Mac.getInstance(HASH);
      mac.init(secret);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + HASH, impossible);
    }
  }
}
