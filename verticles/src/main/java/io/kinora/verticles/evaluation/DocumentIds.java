package io.kinora.verticles.evaluation;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.VideoRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A document's id as a video's, which allows fewer characters: what is not allowed is written as
 * {@code ~} and two hexadecimal digits a byte, and an id that would be too long as its SHA-256.
 */
public final class DocumentIds {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private DocumentIds() {}

  public static String video(String document) {
    if (allowed(document)) {
      return document;
    }
    StringBuilder id = new StringBuilder();
    for (byte b : document.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
      id.append(plain ? String.valueOf(c) : "~" + HEX.toHexDigits(b));
    }
    return id.length() <= VideoRules.MAX_ID ? id.toString() : "sha256-" + sha256(document);
  }

  private static boolean allowed(String id) {
    try {
      VideoRules.checkId("_id", id);
      return true;
    } catch (InvalidValueException other) {
      return false;
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
