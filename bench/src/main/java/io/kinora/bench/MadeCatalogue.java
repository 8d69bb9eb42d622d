package io.kinora.bench;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/**
 * Videos and queries out of a seed: words as frequent as in a language (Zipf), vectors of 384
 * numbers around 200 centres. The same number always gives the same video.
 */
final class MadeCatalogue {

  static final int DIMENSION = 384;
  private static final int VOCABULARY = 20_000;
  private static final int CENTRES = 200;
  private static final double SPREAD = 0.9;
  private static final long SEED = 20_261_122;

  private final float[][] centres = new float[CENTRES][];
  private final double[] cumulative = new double[VOCABULARY];

  MadeCatalogue() {
    Random random = new Random(SEED);
    for (int c = 0; c < CENTRES; c++) {
      centres[c] = near(new float[DIMENSION], 1, random);
    }
    double sum = 0;
    for (int w = 0; w < VOCABULARY; w++) {
      sum += 1.0 / (w + 10);
      cumulative[w] = sum;
    }
  }

  Video video(int number) {
    Random random = new Random(SEED * 31 + number);
    VideoMetadata said =
        new VideoMetadata(
            words(6, random),
            words(30, random),
            null,
            List.of(words(1, random), words(1, random)),
            null,
            null,
            null,
            null,
            "",
            random.nextInt(1_000_000),
            0,
            null,
            null,
            vector(random),
            List.of());
    return new Video(
        "video-" + number, 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
  }

  /** The video as a line of {@code POST /v1/videos:bulk}. */
  static String bulkLine(Video video) {
    VideoMetadata said = video.metadata();
    return "{\"put\":{\"id\":\"%s\",\"title\":\"%s\",\"description\":\"%s\",\"tags\":[\"%s\"],\"views\":%d,\"vectors\":{\"video\":%s}}}\n"
        .formatted(
            video.id(),
            said.title(),
            said.description(),
            String.join("\",\"", said.tags()),
            said.views(),
            json(Objects.requireNonNull(said.videoVector())));
  }

  /** Three words, and a vector near a centre. */
  record Query(String words, String vector) {}

  Query query(int number) {
    Random random = new Random(SEED * 37 + number);
    return new Query(words(3, random), json(vector(random)));
  }

  private Vector vector(Random random) {
    return new Vector(near(centres[random.nextInt(CENTRES)], SPREAD, random));
  }

  private static float[] near(float[] centre, double spread, Random random) {
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) (centre[d] + spread / Math.sqrt(DIMENSION) * random.nextGaussian());
      squares += (double) vector[d] * vector[d];
    }
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) (Math.round(vector[d] / Math.sqrt(squares) * 1e5) / 1e5);
    }
    return vector;
  }

  private String words(int count, Random random) {
    List<String> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double drawn = random.nextDouble() * cumulative[VOCABULARY - 1];
      int found = Arrays.binarySearch(cumulative, drawn);
      words.add("w" + Integer.toString(found < 0 ? -found - 1 : found, Character.MAX_RADIX));
    }
    return String.join(" ", words);
  }

  private static String json(Vector vector) {
    StringBuilder json = new StringBuilder("[");
    for (float value : vector.values()) {
      json.append(json.length() > 1 ? "," : "").append(String.format(Locale.ROOT, "%.5f", value));
    }
    return json.append(']').toString();
  }
}
