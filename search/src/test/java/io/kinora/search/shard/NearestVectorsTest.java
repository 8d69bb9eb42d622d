package io.kinora.search.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.ShardConfig.VectorFormat;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found against a comparison with every vector. Fixed seed: recall is a number. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NearestVectorsTest {

  private static final int DIMENSION = 32;
  private static final int VIDEOS = 3_000;
  private static final int QUERIES = 20;
  private static final int TOP = 10;

  private final Random random = new Random(7);
  private final List<float[]> vectors = new ArrayList<>();

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1} of 100 pass the filter, visits per neighbour {2}")
  @CsvSource({
    "FLOAT32, 100, 75",
    "INT8, 100, 75",
    "FLOAT32, 1, 75",
    "INT8, 1, 75",
    "INT8, 1, 0",
    "INT8, 20, 75",
    "INT8, 60, 1",
    "FLOAT32, 80, 0"
  })
  void nearly_all_of_the_nearest_are_found(VectorFormat format, int percent, double visits)
      throws IOException {
    VectorSpaces spaces =
        new VectorSpaces(
            new VectorSpaces.Space("w", DIMENSION), new VectorSpaces.Space("e", DIMENSION));
    try (Shard shard = Shard.open(folder, spaces, ShardConfig.DEFAULT.withFormat(format))) {
      for (int i = 0; i < VIDEOS; i++) {
        vectors.add(clustered());
        shard.apply(
            VideoFixture.video("v" + i).viewed(i % 100).text(vectors.get(i).clone()).build());
        if (i == VIDEOS / 2) {
          shard.refresh();
        }
      }
      shard.refresh();
      ShardSearch search =
          new ShardSearch(
              shard, ShardSearchConfig.DEFAULT.withFloors(Map.of()).withVisitsPerNeighbour(visits));

      int found = 0;
      for (int i = 0; i < QUERIES; i++) {
        float[] query = clustered();
        List<String> truth = nearest(query, percent);
        found += truth.size() - missed(search, query, percent, truth);
      }

      assertThat((double) found / (QUERIES * TOP)).isGreaterThanOrEqualTo(0.97);
    }
  }

  private static int missed(ShardSearch search, float[] query, int percent, List<String> truth)
      throws IOException {
    Ask ask = Ask.all().semantic(query).where("views:<" + percent).window(50);
    List<String> missing = new ArrayList<>(truth);
    search.search(ask.query(), Deadline.in(60_000)).candidates().stream()
        .sorted(
            Comparator.comparingDouble((Candidate c) -> -c.scores()[Retriever.SEMANTIC.ordinal()]))
        .limit(TOP)
        .forEach(c -> missing.remove(c.id()));
    return missing.size();
  }

  private List<String> nearest(float[] query, int percent) {
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < VIDEOS; i++) {
      if (i % 100 < percent) {
        accepted.add(i);
      }
    }
    accepted.sort(Comparator.comparingDouble(i -> -cosine(query, vectors.get(i))));
    return accepted.subList(0, TOP).stream().map(i -> "v" + i).toList();
  }

  private float[] clustered() {
    Random cluster = new Random(random.nextInt(50));
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (cluster.nextGaussian() + 0.5 * random.nextGaussian());
    }
    return vector;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
