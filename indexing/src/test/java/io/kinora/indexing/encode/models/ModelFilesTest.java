package io.kinora.indexing.encode.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.encode.models.PixelSettings.Filter;
import io.kinora.indexing.encode.models.PixelSettings.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Model files")
class ModelFilesTest {

  private static final String SIGHT =
      """
      kind: sight
      name: mine
      dimension: 4
      card: {title: Mine, summary: A model., licence: MIT, source: here}
      files:
        eyes.onnx: {path: eyes.onnx}
        words.onnx: {url: "https://example.org/abc/words.onnx", bytes: 12}
        tokenizer.json: {resource: some/tokenizer.json, sha256: %s}
      frames:
        model: eyes.onnx
        input: pixel_values
        output: image_embeds
        pixels: {width: 8, height: 8, resize: squash, filter: bicubic, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5], channels: rgb}
      query:
        model: words.onnx
        inputs: {ids: input_ids, mask: attention_mask}
        tokenizer: {file: tokenizer.json, max_length: 16, padding: longest, pad_id: 0, lower_case: false}
        output: text_embeds
        pooling: none
        batch: true
      """
          .formatted("a".repeat(64));

  @TempDir Path folder;

  @Test
  void those_that_come_with_the_program_are_there_without_any_folder() throws IOException {
    ModelFiles models = ModelFiles.load(folder.resolve("absent"));

    assertThat(models.all())
        .extracting(ModelFile::name)
        .containsExactlyInAnyOrder(
            "bge-small-en-v1.5", "frame-encoder", "clip-vit-b32", "siglip-base-patch16-224");
    assertThat(models.sight("frame-encoder").query())
        .isEqualTo(new CentredQuery("bge-small-en-v1.5", "query_centre.json"));
    assertThat(models.sight("frame-encoder").card().note())
        .contains("not cleared", "kinora models pull clip-vit-b32", "encoders.sight");
    PixelSettings clip = models.sight("clip-vit-b32").frames().pixels();
    assertThat(clip.resize()).isEqualTo(Resize.SHORTEST_SIDE_CENTRE_CROP);
    assertThat(clip.filter()).isEqualTo(Filter.BICUBIC);
  }

  @Test
  void every_download_that_comes_with_the_program_is_pinned_to_a_revision_and_a_sum() {
    for (ModelFile model : ModelFiles.shipped().all()) {
      for (FileSource source : model.files().values()) {
        assertThat(source.sha256()).as(model.name()).isNotNull();
        assertThat(source.bytes()).as(model.name()).isNotNull();
        if (source instanceof FileSource.Download download) {
          assertThat(download.url().getPath()).containsPattern("/resolve/[0-9a-f]{40}/");
        }
      }
    }
  }

  @Test
  void an_operators_file_adds_a_model_and_its_paths_start_at_the_folder() throws IOException {
    write("mine.yaml", SIGHT);

    SightModelFile mine = ModelFiles.load(folder).sight("mine");

    assertThat(mine.source("eyes.onnx"))
        .isEqualTo(new FileSource.Local(folder.resolve("eyes.onnx"), null, null));
    assertThat(mine.source("words.onnx")).isInstanceOf(FileSource.Download.class);
    assertThat(mine.query()).isInstanceOf(TextTower.class);
  }

  @Test
  void an_operators_file_wins_over_the_one_of_the_same_name() throws IOException {
    write("clip-vit-b32.yaml", SIGHT.replace("name: mine", "name: clip-vit-b32"));

    assertThat(ModelFiles.load(folder).sight("clip-vit-b32").dimension()).isEqualTo(4);
  }

  @Test
  void a_model_that_is_not_there_is_refused_with_those_that_are() {
    ModelFiles models = ModelFiles.shipped();

    assertThatThrownBy(() -> models.sight("bge-small-en-v1.5"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "sight model is \"bge-small-en-v1.5\"; allowed: clip-vit-b32, frame-encoder,"
                + " siglip-base-patch16-224");
    assertThatThrownBy(() -> models.text("frame-encoder")).hasMessageContaining("bge-small-en");
    assertThatThrownBy(() -> models.get("x")).hasMessageContaining("clip-vit-b32");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dimension: 4             | dimension: 0               | dimension is 0; allowed: 1 to 4096
          dimension: 4             | dimension: 4.5             | dimension
          dimension: 4             | dimension: "4"             | dimension
          dimension: 4             | dimension: 4, dimension: 5 | not YAML
          dimension: 4             | dimensions: 4              | dimension is missing
          kind: sight              | kind: sight, floor: 1.5    | floor is 1.5; allowed: -1 to 1
          kind: sight              | kind: smell                | kind is smell; allowed: text, sight
          kind: sight              | # no kind                  | kind is missing; allowed: text, sight
          name: mine               | name: ../mine              | name is "../mine"; allowed: 1 to 64 of a-z
          name: mine               | name: yours                | name is "yours"; allowed: the name of the file
          licence: MIT             | license: MIT               | card.licence is missing
          licence: MIT             | licence: MIT, colour: red  | card.colour is not a known key; allowed: licence, note, source, summary, title
          kind: sight              | kind: sight, colour: red   | colour is not a known key; allowed: card, dimension, files, floor, frames, name, query
          licence: MIT             | licence: ""                | card.licence is ""; allowed: 1 to 200 characters
          title: Mine, summary     | summary                    | card.title is missing
          filter: bicubic          | filter: lanczos            | frames.pixels.filter is "lanczos"; allowed: area, bilinear, bicubic
          resize: squash           | resize: stretch            | frames.pixels.resize is "stretch"; allowed: squash, shortest-side-centre-crop
          width: 8                 | width: -8                  | frames.pixels.width is -8; allowed: 1 to 1024
          std: [0.5, 0.5, 0.5]     | std: [0.5, 0, 0.5]         | frames.pixels.std is [0.5, 0.0, 0.5]; allowed: three numbers
          mean: [0.5, 0.5, 0.5]    | mean: [0.5, .nan, 0.5]     | .nan
          mean: [0.5, 0.5, 0.5]    | mean: [0.5]                | frames.pixels.mean is [0.5]; allowed: three numbers
          model: eyes.onnx         | model: ears.onnx           | frames.model is "ears.onnx"; allowed: one of files: eyes.onnx, words.onnx, tokenizer.json
          file: tokenizer.json     | file: other.json           | query.tokenizer.file is "other.json"
          pooling: none            | pool: none    | query.pooling is missing
          pooling: none            | pooling: max               | query.pooling is "max"; allowed: cls, mean, none
          padding: longest         | padding: some              | query.tokenizer.padding is "some"; allowed: longest, max-length
          max_length: 16           | max_length: 100000         | query.tokenizer.max_length is 100000; allowed: 2 to 8192
          max_length: 16           | maxLength: 16              | query.tokenizer.max_length is missing
          bytes: 12                | bytes: 0                   | files.words.onnx.bytes is 0; allowed: 1 or more
          https://example.org      | http://example.org         | files.words.onnx.url is http://example.org/abc/words.onnx; allowed: an https:// URL
          https://example.org      | file:///etc                | url is file:///etc/abc/words.onnx
          {path: eyes.onnx}        | {}                         | files.eyes.onnx has keys that do not go together; allowed: one of resource, url, path
          {path: eyes.onnx}        | {path: a, url: "https://b.c/d"} | files.eyes.onnx.url is not a known key; allowed: bytes, path, sha256
          eyes.onnx: {path         | "../eyes.onnx": {path      | files.../eyes.onnx
          aaaaaaaa                 | AAAAAAAA                   | files.tokenizer.json.sha256
          """)
  void a_wrong_value_is_refused_by_name_value_and_what_is_allowed(
      String right, String wrong, String message) throws IOException {
    assertThat(SIGHT).contains(right);
    write(
        "mine.yaml",
        SIGHT.replace(
            right, wrong.replace(", dimension", "\ndimension").replace("sight, ", "sight\n")));

    assertThatThrownBy(() -> ModelFiles.load(folder))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(folder.resolve("mine.yaml") + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void a_query_side_that_borrows_an_encoder_must_name_a_text_model_of_the_same_dimension()
      throws IOException {
    String text = SIGHT.substring(0, SIGHT.indexOf("query:"));
    write("mine.yaml", text + "query: {encoder: frame-encoder, centre: eyes.onnx}\n");
    assertThatThrownBy(() -> ModelFiles.load(folder))
        .hasMessageContaining("query.encoder is \"frame-encoder\"; allowed: bge-small-en-v1.5");

    write("mine.yaml", text + "query: {encoder: bge-small-en-v1.5, centre: eyes.onnx}\n");
    assertThatThrownBy(() -> ModelFiles.load(folder))
        .hasMessageContaining("dimension is 4; allowed: 384");
  }

  @Test
  void what_is_no_model_file_at_all_is_refused() throws IOException {
    for (String nonsense :
        List.of("", "# nothing\n", "- 1\n- 2\n", "\u0000", "a: b: c", "kind: [")) {
      write("mine.yaml", nonsense);
      assertThatThrownBy(() -> ModelFiles.load(folder))
          .as(nonsense)
          .isInstanceOf(ModelFileException.class);
    }
  }

  private void write(String name, String yaml) throws IOException {
    Files.writeString(folder.resolve(name), yaml);
  }
}
