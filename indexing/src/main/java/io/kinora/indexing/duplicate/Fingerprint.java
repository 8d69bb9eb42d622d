package io.kinora.indexing.duplicate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a video shows, as hashes of frames at even distances. Frames that say nothing (black, flat)
 * are left out.
 *
 * @param durationMs from the first frame looked at to the last
 * @param samples ascending in time, at most {@value #MOST}
 */
public record Fingerprint(long durationMs, List<Sample> samples) {

  static final int MOST = 256;

  /** Fewer frames than this are no evidence. */
  static final int FEWEST = 4;

  private static final int BANDS = 4;
  private static final int BYTES_A_SAMPLE = Integer.BYTES + 4 * Long.BYTES;
  private static final int MOST_INDEXED = 64;
  private static final int MOST_LOOKED_UP = 128;

  record Sample(int timestampMs, FrameHash hash) {}

  public Fingerprint {
    samples = List.copyOf(samples);
  }

  /** Nothing to be compared by: too short, or all of it black or flat. */
  public boolean isEmpty() {
    return samples.size() < FEWEST;
  }

  /** Of the video with left and right exchanged. */
  Fingerprint mirrored() {
    return new Fingerprint(
        durationMs,
        samples.stream().map(s -> new Sample(s.timestampMs(), s.hash().mirrored())).toList());
  }

  /**
   * By what others find this video: parts of its hashes, of which a copy will share some
   * (multi-index hashing, Norouzi et al., "Fast Exact Search in Hamming Space", 2014, with exact
   * parts only, since a copy has many frames to be found by). At most 256, distinct.
   */
  public int[] terms() {
    return terms(MOST_INDEXED, false).stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** What to look up to find copies of this video, mirrored ones too. At most 1,024, distinct. */
  public int[] lookups() {
    Set<Integer> terms = terms(MOST_LOOKED_UP, false);
    terms.addAll(terms(MOST_LOOKED_UP, true));
    return terms.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private Set<Integer> terms(int most, boolean mirrored) {
    Set<Integer> terms = new HashSet<>();
    double step = Math.max(1, (double) samples.size() / most);
    for (double at = 0; at < samples.size(); at += step) {
      FrameHash hash = samples.get((int) at).hash();
      FrameHash seen = mirrored ? hash.mirrored() : hash;
      for (int band = 0; band < BANDS; band++) {
        terms.add(band << 16 | seen.band(band));
      }
    }
    return terms;
  }

  /** Duration, then each sample's time and hash, big-endian. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + samples.size() * BYTES_A_SAMPLE);
    bytes.putLong(durationMs);
    for (Sample sample : samples) {
      FrameHash hash = sample.hash();
      bytes.putInt(sample.timestampMs());
      bytes.putLong(hash.a()).putLong(hash.b()).putLong(hash.c()).putLong(hash.d());
    }
    return bytes.array();
  }

  /**
   * @throws IllegalArgumentException if they are not what {@link #toBytes} makes
   */
  public static Fingerprint read(byte[] stored) {
    int body = stored.length - Long.BYTES;
    if (body < 0 || body % BYTES_A_SAMPLE != 0) {
      throw new IllegalArgumentException("not a fingerprint: " + stored.length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    long duration = bytes.getLong();
    List<Sample> samples = new ArrayList<>(body / BYTES_A_SAMPLE);
    while (bytes.hasRemaining()) {
      samples.add(
          new Sample(
              bytes.getInt(),
              new FrameHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong())));
    }
    return new Fingerprint(duration, samples);
  }
}
