package io.kinora.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a viewer did can be read in the log with the viewer's own key only (AES-256-GCM). The key
 * lies in one row of PostgreSQL: with that row gone, so is what the log has of the viewer, in every
 * copy of it.
 */
public final class ViewerKey {

  /** Length of a key. */
  public static final int BYTES = 32;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private final SecretKey key;

  /**
   * @param bytes {@link #BYTES} of them
   */
  public ViewerKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(bytes.length + " bytes; a key has " + BYTES);
    }
    this.bytes = bytes.clone();
    this.key = new SecretKeySpec(bytes, "AES");
  }

  /** A new one. */
  public static ViewerKey random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new ViewerKey(bytes);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * @param viewer pseudonym; what is sealed for one viewer cannot be passed off as another's
   */
  public byte[] seal(String viewer, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, viewer, nonce);
      ByteBuffer sealed = ByteBuffer.allocate(NONCE_BYTES + plain.length + TAG_BITS / 8);
      sealed.put(nonce);
      cipher.doFinal(ByteBuffer.wrap(plain), sealed);
      return sealed.array();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no working " + CIPHER, broken);
    }
  }

  /**
   * What was sealed.
   *
   * @return empty if it was sealed with another key, for another viewer, or was changed since
   */
  public Optional<byte[]> open(String viewer, byte[] sealed) {
    if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, viewer, sealed);
      return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException foreign) {
      return Optional.empty();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no working " + CIPHER, broken);
    }
  }

  /**
   * A number that only who has the key can find: what is kept under it can be led back to the
   * viewer, and to what else is kept of them, no longer once the key is gone.
   *
   * @param purpose what it is for; numbers for different purposes say nothing of one another
   */
  public long secret(String purpose) {
    return ByteBuffer.wrap(Hmac.sha256(bytes, purpose.getBytes(UTF_8))).getLong();
  }

  private Cipher cipher(int mode, String viewer, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    cipher.updateAAD(viewer.getBytes(UTF_8));
    return cipher;
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "ViewerKey";
  }
}
