package io.kinora.indexing.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.RunOptions.Device;
import io.kinora.indexing.encode.RunOptions.Weights;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.media.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The built-in frame encoder")
class FrameEncoderGoldenTest {

  private static final RunOptions FP32 = new RunOptions(Device.CPU, 1, Weights.FP32);
  private static final RunOptions INT8 = new RunOptions(Device.CPU, 1, Weights.INT8);

  @TempDir static Path cache;

  private static final List<RgbImage> PICTURES = new ArrayList<>();
  private static final List<float[]> EMBEDDINGS = new ArrayList<>();
  private static JsonNode golden;
  private static Encoders encoders;
  // Held so that the tests' sight models share one loaded text encoder.
  private static TextEncoder text;

  @BeforeAll
  static void read() throws IOException {
    encoders = new Encoders(ModelFiles.shipped(), new ModelStore(cache));
    text = encoders.openText("bge-small-en-v1.5", RunOptions.CPU);
    try (InputStream in = resource("golden.json")) {
      golden = new ObjectMapper().readTree(in);
    }
    for (JsonNode image : golden.get("images")) {
      PICTURES.add(picture(image.get("file").asText()));
      EMBEDDINGS.add(floats(image.get("embedding")));
    }
    assertThat(PICTURES).hasSize(5);
  }

  @AfterAll
  static void close() {
    text.close();
  }

  @Test
  void gives_the_vectors_it_was_trained_to_give() throws IOException {
    try (SightModel sight = encoders.openSight("frame-encoder", FP32, RunOptions.CPU)) {
      List<RgbImage> prepared = PICTURES.stream().map(sight.frames()::prepare).toList();

      List<Vector> vectors = sight.frames().encode(prepared);

      assertThat(sight.name()).isEqualTo("frame-encoder");
      assertThat(vectors).hasSize(5).allMatch(v -> v.dimension() == sight.dimension());
      for (int i = 0; i < 5; i++) {
        assertThat(vectors.get(i).values()).containsExactly(EMBEDDINGS.get(i), within(2e-3f));
      }
    }
  }

  @Test
  void sees_the_same_in_8_bits() throws IOException {
    try (SightModel sight = encoders.openSight("frame-encoder", INT8, RunOptions.CPU)) {
      List<Vector> vectors = sight.frames().encode(PICTURES);

      for (int i = 0; i < 5; i++) {
        assertThat(dot(vectors.get(i).values(), EMBEDDINGS.get(i))).isGreaterThan(0.97);
      }
    }
  }

  @Test
  void gives_a_frame_the_same_vector_whatever_its_company() throws IOException {
    try (SightModel sight = encoders.openSight("frame-encoder", FP32, RunOptions.CPU)) {
      List<RgbImage> many = new ArrayList<>();
      for (int i = 0; i < OnnxFrameEncoder.MOST_FRAMES_PER_RUN + 3; i++) {
        many.add(PICTURES.get(i % 5));
      }

      List<Vector> vectors = sight.frames().encode(many);

      assertThat(vectors).hasSameSizeAs(many);
      for (int i = 0; i < many.size(); i++) {
        Vector alone = sight.frames().encode(List.of(many.get(i))).getFirst();
        assertThat(vectors.get(i).values()).containsExactly(alone.values(), within(1e-5f));
      }
      assertThat(sight.frames().encode(List.of())).isEmpty();
    }
  }

  @Test
  void puts_queries_where_its_frames_are() throws IOException {
    try (SightModel sight = encoders.openSight("frame-encoder", FP32, RunOptions.CPU)) {
      List<Vector> frames = sight.frames().encode(PICTURES);
      int q = 0;
      for (JsonNode query : golden.get("queries")) {
        Vector vector = sight.words().encode(List.of(query.get("text").asText())).getFirst();

        assertThat(vector.values()).containsExactly(floats(query.get("vector")), within(5e-3f));
        for (int i = 0; i < 5; i++) {
          double expected =
              golden.get("images").get(i).get("cosine_with_queries").get(q).asDouble();
          assertThat(dot(frames.get(i).values(), vector.values()))
              .isCloseTo(expected, within(0.01));
        }
        q++;
      }
      assertThat(q).isEqualTo(3);
    }
  }

  @Test
  void squashes_a_picture_of_any_shape_to_what_it_takes() throws IOException {
    try (SightModel sight = encoders.openSight("frame-encoder", FP32, RunOptions.CPU)) {
      for (int[] size : new int[][] {{1, 1}, {1, 500}, {1920, 1080}, {96, 97}, {7, 3}}) {
        RgbImage prepared =
            sight.frames().prepare(new RgbImage(size[0], size[1], new byte[size[0] * size[1] * 3]));
        assertThat(prepared.width()).isEqualTo(96);
        assertThat(prepared.height()).isEqualTo(96);
      }
      assertThat(sight.frames().prepare(PICTURES.getFirst())).isSameAs(PICTURES.getFirst());
    }
  }

  @Test
  void refuses_a_picture_that_was_not_prepared() throws IOException {
    try (SightModel sight = encoders.openSight("frame-encoder", FP32, RunOptions.CPU)) {
      List<RgbImage> raw = Collections.nCopies(2, new RgbImage(2, 1, new byte[6]));

      assertThatThrownBy(() -> sight.frames().encode(raw))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("96x96")
          .hasMessageContaining("2x1");
    }
  }

  private static RgbImage picture(String file) throws IOException {
    try (InputStream in = resource(file)) {
      BufferedImage image = ImageIO.read(in);
      byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
      for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
        int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
        rgb[i * 3] = (byte) (pixel >> 16);
        rgb[i * 3 + 1] = (byte) (pixel >> 8);
        rgb[i * 3 + 2] = (byte) pixel;
      }
      return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }
  }

  private static InputStream resource(String name) {
    return FrameEncoderGoldenTest.class.getResourceAsStream("/models/frame-encoder/" + name);
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
