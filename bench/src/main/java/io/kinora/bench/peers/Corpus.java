package io.kinora.bench.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Made-up videos and queries, the same for everyone with the same seed: words as frequent as Zipf's
 * law has them, vectors in clusters, and one word in each text that goes with its cluster, so that
 * words and vectors agree now and then, as they do in life.
 *
 * @param exact ids of each query's true nearest videos, nearest first
 */
record Corpus(List<Item> videos, List<Item> queries, List<List<String>> exact) {

  static final int TOP = 10;

  private static final long SEED = 20_261_122;
  private static final int WORDS = 20_000;
  private static final int TOPICAL = 2_000;
  private static final double ZIPF = 1.07;
  private static final float SPREAD = 0.9f;
  private static final int VIDEOS_A_CLUSTER = 250;

  /**
   * A video, or a query, which has no description.
   *
   * @param vector of length 1
   */
  record Item(String id, String title, String description, float[] vector) {

    String vectorJson() {
      StringBuilder json = new StringBuilder(vector.length * 9).append('[');
      for (int i = 0; i < vector.length; i++) {
        json.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.6f", vector[i]));
      }
      return json.append(']').toString();
    }
  }

  static Corpus make(int videos, int queries, int dimension) {
    Source source = new Source(Math.max(32, videos / VIDEOS_A_CLUSTER), dimension);
    List<Item> documents = new ArrayList<>(videos);
    for (int i = 0; i < videos; i++) {
      int cluster = source.random.nextInt(source.centres.length);
      String title = source.text(cluster, 4, 10, 1);
      String description = source.text(cluster, 15, 40, 1);
      documents.add(new Item("v" + i, title, description, source.vector(cluster)));
    }
    List<Item> asked = new ArrayList<>(queries);
    for (int i = 0; i < queries; i++) {
      int cluster = source.random.nextInt(source.centres.length);
      asked.add(new Item("q" + i, source.text(cluster, 2, 4, 0.5), "", source.vector(cluster)));
    }
    List<List<String>> exact =
        IntStream.range(0, queries)
            .parallel()
            .mapToObj(i -> nearest(documents, asked.get(i).vector()))
            .toList();
    return new Corpus(documents, asked, exact);
  }

  /** The share of the true nearest that were found, mean over all queries, 0 to 1. */
  double recall(List<List<String>> found) {
    double sum = 0;
    for (int i = 0; i < found.size(); i++) {
      sum += exact.get(i).stream().filter(found.get(i)::contains).count() / (double) TOP;
    }
    return sum / found.size();
  }

  private record Near(String id, float product) {}

  private static List<String> nearest(List<Item> videos, float[] query) {
    PriorityQueue<Near> best = new PriorityQueue<>(Comparator.comparingDouble(Near::product));
    for (Item video : videos) {
      float product = 0;
      for (int i = 0; i < query.length; i++) {
        product += query[i] * video.vector()[i];
      }
      if (best.size() < TOP || product > best.element().product()) {
        best.add(new Near(video.id(), product));
      }
      if (best.size() > TOP) {
        best.remove();
      }
    }
    return best.stream()
        .sorted(Comparator.comparingDouble(Near::product).reversed())
        .map(Near::id)
        .toList();
  }

  /** Where words and vectors come from. */
  private static final class Source {

    final Random random = new Random(SEED);
    final float[][] centres;
    private final double[] upTo = new double[WORDS];

    Source(int clusters, int dimension) {
      centres = new float[clusters][dimension];
      for (float[] centre : centres) {
        for (int i = 0; i < dimension; i++) {
          centre[i] = (float) random.nextGaussian();
        }
      }
      double sum = 0;
      for (int i = 0; i < WORDS; i++) {
        sum += Math.pow(i + 1, -ZIPF);
        upTo[i] = sum;
      }
    }

    float[] vector(int cluster) {
      float[] vector = centres[cluster].clone();
      double squares = 0;
      for (int i = 0; i < vector.length; i++) {
        vector[i] += SPREAD * (float) random.nextGaussian();
        squares += vector[i] * vector[i];
      }
      float scale = (float) (1 / Math.sqrt(squares));
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= scale;
      }
      return vector;
    }

    /**
     * @param topical how likely one of the words is the cluster's
     */
    String text(int cluster, int least, int most, double topical) {
      String[] words = new String[random.nextInt(least, most + 1)];
      for (int i = 0; i < words.length; i++) {
        words[i] = word(rank());
      }
      if (random.nextDouble() < topical) {
        words[random.nextInt(words.length)] = word(TOPICAL + cluster);
      }
      return String.join(" ", words);
    }

    private int rank() {
      double at = random.nextDouble() * upTo[WORDS - 1];
      int low = 0;
      int high = WORDS - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (upTo[middle] < at) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** Letters only, a consonant and a vowel in turn, so that no stemmer or stop list minds it. */
    private static String word(int rank) {
      StringBuilder word = new StringBuilder();
      for (int rest = rank + 80; rest > 0; rest /= 80) {
        word.append("bcdfghklmnprstvz".charAt(rest % 16)).append("aeiou".charAt(rest / 16 % 5));
      }
      return word.append('k').toString();
    }
  }
}
