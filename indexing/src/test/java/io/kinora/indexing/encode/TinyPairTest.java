package io.kinora.indexing.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.encode.models.TextTower;
import io.kinora.indexing.media.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A pair of networks described by a model file")
class TinyPairTest {

  private static final RunOptions CPU = RunOptions.CPU;

  @TempDir Path folder;
  @TempDir Path cache;

  @BeforeEach
  void write() throws IOException {
    TinyPair.writeClip(folder);
    TinyPair.writeSiglip(folder);
  }

  @Test
  void clip_splits_words_by_its_merges_between_begin_and_end() throws IOException {
    try (Tokens tokens = tokens("tiny-clip")) {
      assertThat(tokens.of("A  CAT")).containsExactly(TinyPair.BOS, 8, 21, TinyPair.EOS);
      assertThat(tokens.of("red dogs"))
          .as("'dogs' has no merge to the end, so it stays in pieces")
          .containsExactly(TinyPair.BOS, 25, 22, 4, 12, TinyPair.EOS);
      assertThat(tokens.of("")).containsExactly(TinyPair.BOS, TinyPair.EOS);
      assertThat(tokens.of("cat ".repeat(100)))
          .as("cut to ten, begin and end kept")
          .hasSize(10)
          .startsWith(TinyPair.BOS, 21)
          .endsWith(21, TinyPair.EOS);
    }
  }

  @Test
  void siglip_takes_the_likeliest_pieces_in_lower_case_and_fills_up() throws IOException {
    try (Tokens tokens = tokens("tiny-siglip")) {
      assertThat(tokens.of("A Red CAT!")).containsExactly(3, 7, 4, 1);
      assertThat(tokens.of("cats")).containsExactly(4, 8, 1);
      assertThat(tokens.of("cat ".repeat(100))).hasSize(64).endsWith(4, 1);
      assertThat(tokens.width(List.of(tokens.of("a")))).isEqualTo(64);
    }
  }

  @Test
  void clip_queries_of_different_length_share_a_run_without_touching_each_other()
      throws IOException {
    try (SightModel pair = open("tiny-clip")) {
      List<Vector> vectors = pair.words().encode(List.of("a red cat", "dog", ""));

      assertVector(vectors.get(0), TinyPair.BOS, 8, 25, 21, TinyPair.EOS);
      assertVector(vectors.get(1), TinyPair.BOS, 23, TinyPair.EOS);
      assertVector(vectors.get(2), TinyPair.BOS, TinyPair.EOS);
    }
  }

  @Test
  void more_texts_than_fit_a_run_come_back_in_their_order() throws IOException {
    try (SightModel pair = open("tiny-clip")) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        texts.add("cat ".repeat(i % 3) + "dog ".repeat(i % 5));
      }

      List<Vector> vectors = pair.words().encode(texts);

      for (int i = 0; i < 100; i++) {
        Vector alone = pair.words().encode(List.of(texts.get(i))).getFirst();
        assertThat(vectors.get(i).values()).containsExactly(alone.values(), within(1e-5f));
      }
    }
  }

  @Test
  void siglip_queries_are_seen_with_their_padding() throws IOException {
    try (SightModel pair = open("tiny-siglip")) {
      int[] padded = new int[64];
      Arrays.fill(padded, 1);
      padded[0] = 3;
      padded[1] = 4;

      assertVector(pair.words().encode(List.of("a cat")).getFirst(), padded);
    }
  }

  @Test
  void clip_frames_are_fitted_by_their_shorter_side_and_cut_in_the_centre() throws IOException {
    try (SightModel pair = open("tiny-clip")) {
      // Twice as wide as high: of 16x8 the middle half stays. Its colour differs from the rest's,
      // far enough from the cut that the filter does not reach it.
      RgbImage frame = stripes(64, 32, x -> x >= 8 && x < 56, 0x2040C0, 0xFF0000);

      RgbImage prepared = pair.frames().prepare(frame);

      assertThat(prepared.width()).isEqualTo(8);
      assertThat(prepared.height()).isEqualTo(8);
      assertThat(prepared.rgb()).isEqualTo(stripes(8, 8, x -> true, 0x2040C0, 0).rgb());
      assertVector(
          pair.frames().encode(List.of(prepared)).getFirst(),
          seen(
              (0x20 / 255f - 0.48145466f) / 0.26862954f,
              (0x40 / 255f - 0.4578275f) / 0.26130258f,
              (0xC0 / 255f - 0.40821073f) / 0.27577711f));
    }
  }

  @Test
  void clip_frames_are_cut_where_hugging_face_cuts() throws IOException {
    try (SightModel pair = open("tiny-clip")) {
      // 8 high already; of 13 columns the 8 from (13 - 8) / 2 = 2 on stay.
      RgbImage frame = stripes(13, 8, x -> x == 2 || x == 9, 0xFFFFFF, 0);

      RgbImage prepared = pair.frames().prepare(frame);

      assertThat(prepared.rgb()).isEqualTo(stripes(8, 8, x -> x == 0 || x == 7, 0xFFFFFF, 0).rgb());
      for (int[] size : new int[][] {{1, 1}, {3, 1000}, {1000, 3}, {333, 111}, {8, 9}}) {
        RgbImage any = stripes(size[0], size[1], x -> true, 0x808080, 0);
        assertThat(pair.frames().prepare(any).rgb())
            .isEqualTo(stripes(8, 8, x -> true, 0x808080, 0).rgb());
      }
    }
  }

  @Test
  void siglip_frames_are_squashed_and_their_channels_ordered_as_described() throws IOException {
    try (SightModel pair = open("tiny-siglip")) {
      RgbImage frame = stripes(48, 10, x -> x < 24, 0xFF8000, 0x008040);

      RgbImage prepared = pair.frames().prepare(frame);

      assertThat(prepared.width()).isEqualTo(6);
      assertThat(prepared.height()).isEqualTo(4);
      float[] mean = new float[3];
      for (int p = 0; p < 24; p++) {
        for (int c = 0; c < 3; c++) {
          mean[c] += ((prepared.rgb()[p * 3 + c] & 0xff) / 255f - 0.5f) / 0.5f / 24;
        }
      }
      assertVector(
          pair.frames().encode(List.of(prepared)).getFirst(), seen(mean[2], mean[1], mean[0]));
    }
  }

  @Test
  void token_vectors_are_pooled_as_described() throws IOException {
    String yaml = Files.readString(folder.resolve("tiny-siglip.yaml"));
    String base = yaml.replace("output: pooler_output", "output: last_hidden_state");
    base = base.replace("max-length", "longest");

    try (SightModel cls = open("tiny-siglip", base.replace("pooling: none", "pooling: cls"))) {
      assertVector(cls.words().encode(List.of("a cat", "red")).getFirst(), 3);
    }
    try (SightModel mean = open("tiny-siglip", base.replace("pooling: none", "pooling: mean"))) {
      assertVector(mean.words().encode(List.of("red", "a red cat")).getFirst(), 7, 1);
    }
  }

  @Test
  void what_the_graph_does_not_bear_out_is_refused_when_it_is_opened() throws IOException {
    assertRefused("tiny-clip", "mask: attention_mask, ", "", "wants an input attention_mask");
    assertRefused("tiny-clip", "ids: input_ids", "ids: tokens", "input_ids");
    assertRefused(
        "tiny-clip", "output: text_embeds", "output: text", "no output text, only [text_embeds]");
    assertRefused("tiny-clip", "output: image_embeds", "output: eye", "only [image_embeds]");
    assertRefused(
        "tiny-clip", "input: pixel_values", "input: pixels", "[pixel_values], not pixels");
    assertRefused("tiny-clip", "dimension: 4", "dimension: 5", "not 5 numbers");
    assertRefused("tiny-clip", "pooling: none", "pooling: cls", "numbers a token");
    assertRefused("tiny-clip", "{path: bpe.json}", "{path: eyes.onnx}", "not a tokenizer.json");
    assertRefused("tiny-clip", "{path: eyes.onnx}", "{path: bpe.json}", "cannot be loaded");
    assertRefused("tiny-clip", "{path: eyes.onnx}", "{path: none.onnx}", "no file");
  }

  private void assertRefused(String name, String right, String wrong, String message)
      throws IOException {
    String yaml = Files.readString(folder.resolve(name + ".yaml"));
    assertThat(yaml).contains(right);
    try {
      assertThatThrownBy(() -> open(name, yaml.replace(right, wrong)))
          .hasMessageContaining(message);
    } finally {
      Files.writeString(folder.resolve(name + ".yaml"), yaml);
    }
  }

  private Tokens tokens(String name) throws IOException {
    var model = ModelFiles.load(folder).sight(name);
    TextTower tower = (TextTower) model.query();
    return Tokens.open(
        new ModelStore(cache).file(model, tower.tokenizer().file()), tower.tokenizer());
  }

  private SightModel open(String name) throws IOException {
    return new Encoders(ModelFiles.load(folder), new ModelStore(cache)).openSight(name, CPU, CPU);
  }

  private SightModel open(String name, String yaml) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), yaml);
    return open(name);
  }

  /** The direction of the sum of these tokens' rows. */
  private static void assertVector(Vector actual, int... tokens) {
    float[] sum = new float[4];
    for (int token : tokens) {
      for (int d = 0; d < 4; d++) {
        sum[d] += TinyPair.row(token)[d];
      }
    }
    assertVector(actual, sum);
  }

  private static void assertVector(Vector actual, float[] direction) {
    float[] expected = new Vector(direction).normalised().values();
    assertThat(actual.values()).containsExactly(expected, within(1e-5f));
  }

  private static float[] seen(float first, float second, float third) {
    float[] result = new float[4];
    for (int d = 0; d < 4; d++) {
      result[d] =
          first * TinyPair.EYES[d] + second * TinyPair.EYES[4 + d] + third * TinyPair.EYES[8 + d];
    }
    return result;
  }

  private interface Columns {
    boolean chosen(int x);
  }

  private static RgbImage stripes(int width, int height, Columns columns, int chosen, int other) {
    byte[] rgb = new byte[width * height * 3];
    for (int p = 0; p < width * height; p++) {
      int colour = columns.chosen(p % width) ? chosen : other;
      rgb[p * 3] = (byte) (colour >> 16);
      rgb[p * 3 + 1] = (byte) (colour >> 8);
      rgb[p * 3 + 2] = (byte) colour;
    }
    return new RgbImage(width, height, rgb);
  }
}
