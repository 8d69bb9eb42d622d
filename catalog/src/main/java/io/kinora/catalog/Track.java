package io.kinora.catalog;

import java.util.Arrays;

/**
 * What a video looks like through time, very small: made by the decoder and understood by searches
 * by picture; to everyone else a few kilobytes. The array is shared, not copied: treat it as
 * immutable.
 */
public record Track(byte[] bytes) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Track that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Track[" + bytes.length + " bytes]";
  }
}
