package io.kinora.catalog;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104) with SHA-256: only who has the key can find one. */
public final class Hmac {

  private static final String SHA_256 = "HmacSHA256";

  private Hmac() {}

  /**
   * @param key one byte or more
   * @return 32 bytes
   */
  public static byte[] sha256(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(SHA_256);
      mac.init(new SecretKeySpec(key, SHA_256));
      return mac.doFinal(message);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no working " + SHA_256, broken);
    }
  }
}
