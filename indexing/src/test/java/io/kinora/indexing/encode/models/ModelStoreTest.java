package io.kinora.indexing.encode.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The model store")
class ModelStoreTest {

  private static final String CENTRE = "query_centre.json";

  @TempDir Path cache;

  private final ModelFile frameEncoder = ModelFiles.shipped().get("frame-encoder");

  @Test
  void a_built_in_file_is_unpacked_once() throws IOException {
    ModelStore store = new ModelStore(cache);
    Path file = store.file(frameEncoder, CENTRE);
    FileTime first = Files.getLastModifiedTime(file);

    assertThat(file).isEqualTo(cache.resolve("frame-encoder").resolve(CENTRE));
    assertThat(Sha256.of(file)).isEqualTo(frameEncoder.source(CENTRE).sha256());
    assertThat(new ModelStore(cache).file(frameEncoder, CENTRE)).isEqualTo(file);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(first);
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder(CENTRE, CENTRE + ".stamp");
    }
  }

  @Test
  void a_built_in_file_that_was_changed_is_unpacked_again() throws IOException {
    ModelStore store = new ModelStore(cache);
    Path file = store.file(frameEncoder, CENTRE);
    Files.writeString(file, "something else");

    store.file(frameEncoder, CENTRE);

    assertThat(Sha256.of(file)).isEqualTo(frameEncoder.source(CENTRE).sha256());
  }

  @Test
  void a_built_in_file_that_is_not_what_the_model_file_says_never_reaches_its_place() {
    String wrong = "0".repeat(64);
    ModelFile model = model(new FileSource.Resource("models/frame-encoder/" + CENTRE, wrong, null));

    assertThatThrownBy(() -> new ModelStore(cache).file(model, "f"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SHA-256")
        .hasMessageContaining(wrong);
    assertThat(cache.resolve("mine").resolve("f")).doesNotExist();
    assertThat(cache.resolve("mine")).isEmptyDirectory();
  }

  @Test
  void an_unchanged_file_is_not_summed_again() throws IOException {
    Path file = Files.writeString(cache.resolve("weights"), "weights");
    ModelFile model = model(new FileSource.Local(file, Sha256.of(file), null));
    new ModelStore(cache).file(model, "f");
    // Same size and time: only reading the bytes would show the change.
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "WEIGHTS");
    Files.setLastModifiedTime(file, time);

    assertThat(new ModelStore(cache).file(model, "f")).isEqualTo(file);
  }

  @Test
  void a_file_of_the_operators_that_has_another_sum_is_refused() throws IOException {
    Path file = Files.writeString(cache.resolve("weights"), "weights");
    ModelFile model = model(new FileSource.Local(file, Sha256.of(file), null));
    new ModelStore(cache).file(model, "f");
    Files.writeString(file, "other weights");

    assertThatThrownBy(() -> new ModelStore(cache).file(model, "f"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void a_file_of_the_operators_that_is_absent_is_named() {
    Path absent = cache.resolve("absent.onnx");
    ModelFile model = model(new FileSource.Local(absent, null, null));

    assertThatThrownBy(() -> new ModelStore(cache).file(model, "f"))
        .hasMessageContaining(absent.toString());
  }

  @Test
  void a_model_that_was_not_pulled_says_how_to_pull_it() {
    ModelFile clip = ModelFiles.shipped().get("clip-vit-b32");

    assertThatThrownBy(() -> new ModelStore(cache).file(clip, "vision_model.onnx"))
        .isInstanceOf(ModelNotInstalledException.class)
        .hasMessageContaining("kinora models pull clip-vit-b32");
  }

  @Test
  void a_file_that_only_lies_where_a_pulled_one_would_is_not_trusted() throws IOException {
    URI url = URI.create("https://example.org/f");
    ModelFile unknown = model(new FileSource.Download(url, null, null));
    Files.createDirectories(cache.resolve("mine"));
    Files.writeString(cache.resolve("mine").resolve("f"), "anything");

    assertThatThrownBy(() -> new ModelStore(cache).file(unknown, "f"))
        .isInstanceOf(ModelNotInstalledException.class);
    ModelFile known = model(new FileSource.Download(url, "0".repeat(64), null));
    assertThatThrownBy(() -> new ModelStore(cache).file(known, "f"))
        .hasMessageContaining("SHA-256");
  }

  @Test
  void the_list_says_what_is_installed_and_what_is_to_be_known() {
    var statuses = new ModelStore(cache).statuses(ModelFiles.shipped().all());

    assertThat(statuses).hasSize(4);
    ModelStatus sight =
        statuses.stream().filter(s -> s.name().equals("frame-encoder")).findFirst().orElseThrow();
    assertThat(sight.installed()).isTrue();
    assertThat(sight.builtIn()).isTrue();
    assertThat(sight.bytes()).isEqualTo(5671545 + 3765817 + 4873);
    assertThat(sight.kind()).hasToString("sight");
    ModelStatus clip =
        statuses.stream().filter(s -> s.name().equals("clip-vit-b32")).findFirst().orElseThrow();
    assertThat(clip.installed()).isFalse();
    assertThat(clip.builtIn()).isFalse();
    assertThat(clip.card().licence()).isEqualTo("MIT");
  }

  static ModelFile model(FileSource source) {
    TokenizerSettings tokenizer =
        new TokenizerSettings("f", 8, TokenizerSettings.Padding.LONGEST, 0, false);
    TextTower tower =
        new TextTower("f", new TextInputs("ids", null, null), tokenizer, "out", Pooling.NONE, true);
    ModelCard card = new ModelCard("Mine", "A model.", "MIT", "here", "");
    return new TextModelFile("mine", 4, card, Map.of("f", source), tower, null);
  }
}
