package io.kinora.search.standing;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Near a point of the space of video vectors.
 *
 * @param point with length 1
 * @param threshold the least cosine, -1 to 1
 */
public record Nearness(Vector point, double threshold) {

  public Nearness {
    if (!(threshold >= -1 && threshold <= 1)) {
      throw new InvalidValueException("vector.threshold", threshold, "-1 to 1");
    }
    point = point.normalised();
  }

  /** Different for different points and thresholds, and the same everywhere. */
  String digest() {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * point.dimension() + Double.BYTES);
    for (float value : point.values()) {
      bytes.putFloat(value);
    }
    bytes.putDouble(threshold);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
