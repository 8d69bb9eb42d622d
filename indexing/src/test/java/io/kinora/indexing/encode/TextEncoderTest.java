package io.kinora.indexing.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelNotInstalledException;
import io.kinora.indexing.encode.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The built-in text encoder")
class TextEncoderTest {

  private static final String NAME = "bge-small-en-v1.5";

  @TempDir static Path cache;

  private static Encoders encoders;
  private static TextEncoder text;

  @BeforeAll
  static void open() throws IOException {
    encoders = new Encoders(ModelFiles.shipped(), new ModelStore(cache));
    text = encoders.openText(NAME, RunOptions.CPU);
  }

  @AfterAll
  static void close() {
    text.close();
  }

  @Test
  void puts_like_sentences_together() {
    List<Vector> vectors =
        text.encode(
            List.of(
                "How to bake sourdough bread at home",
                "A beginner's guide to making your own bread",
                "Football highlights: the best goals of the season"));

    assertThat(text.name()).isEqualTo(NAME);
    assertThat(vectors).hasSize(3).allMatch(v -> v.dimension() == 384);
    assertThat(dot(vectors.get(0), vectors.get(0))).isCloseTo(1, within(1e-5));
    assertThat(dot(vectors.get(0), vectors.get(1)))
        .isGreaterThan(0.75)
        .isGreaterThan(dot(vectors.get(0), vectors.get(2)) + 0.2);
  }

  @Test
  void gives_a_text_the_same_vector_whatever_its_company_and_its_place() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      texts.add("clip " + i + " with some words".repeat((i * 7) % 5));
    }

    List<Vector> vectors = text.encode(texts);

    for (int i : new int[] {0, 1, 7, 11}) {
      assertThat(vectors.get(i)).isEqualTo(text.encode(List.of(texts.get(i))).getFirst());
    }
  }

  @Test
  void takes_nothing_the_empty_and_the_strange() {
    assertThat(text.encode(List.of())).isEmpty();
    List<String> strange =
        List.of(
            "", " ", "\u0000", "\uD800", "\uDC00x", "\uD83C\uDFAC", "a\u0301", "\u202Eabc", "日本語");

    assertThat(text.encode(strange))
        .hasSize(strange.size())
        .allSatisfy(v -> assertThat(dot(v, v)).isCloseTo(1, within(1e-5)));
  }

  @Test
  void cuts_what_is_too_long() {
    String long1 = "lighthouse by the sea ".repeat(400);
    String long2 = long1 + "and now for something completely different ".repeat(50_000);

    List<Vector> vectors = text.encode(List.of(long1, long2));

    assertThat(vectors.get(0)).isEqualTo(vectors.get(1));
  }

  @Test
  void serves_many_threads_at_once() throws Exception {
    List<String> texts =
        List.of("one", "two words", "three more words", "a longer sentence of six");
    List<Vector> expected = text.encode(texts);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<List<Vector>> call = () -> text.encode(texts);
      for (Future<List<Vector>> answer : threads.invokeAll(Collections.nCopies(8, call))) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void is_loaded_once_for_all_who_need_it_and_works_until_the_last_has_closed_it()
      throws IOException {
    TextEncoder first = encoders.openText(NAME, RunOptions.CPU);
    SightModel sight = encoders.openSight("frame-encoder", RunOptions.CPU, RunOptions.CPU);
    first.close();
    first.close();

    assertThat(sight.words().encode(List.of("a tree"))).hasSize(1);
    assertThat(text.encode(List.of("a tree"))).hasSize(1);
    assertThatThrownBy(() -> first.encode(List.of("a tree")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    sight.close();
    assertThat(text.encode(List.of("a tree"))).hasSize(1);
  }

  @Test
  void of_another_kind_or_name_or_not_installed_is_refused() {
    assertThatThrownBy(() -> encoders.openText("frame-encoder", RunOptions.CPU))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> encoders.openSight(NAME, RunOptions.CPU, RunOptions.CPU))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> encoders.openSight("clip-vit-b32", RunOptions.CPU, RunOptions.CPU))
        .isInstanceOf(ModelNotInstalledException.class);
  }

  @Test
  @DisabledIf("gpu")
  void asked_onto_a_gpu_that_is_not_there_says_what_is_needed() {
    RunOptions cuda = new RunOptions(RunOptions.Device.CUDA, 1, RunOptions.Weights.AUTO);

    assertThatThrownBy(() -> encoders.openText(NAME, cuda))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be loaded on CUDA")
        .hasMessageContaining("-Pgpu");
  }

  static boolean gpu() {
    return Files.exists(Path.of("/dev/nvidiactl"));
  }

  private static double dot(Vector a, Vector b) {
    double sum = 0;
    for (int i = 0; i < a.dimension(); i++) {
      sum += a.values()[i] * b.values()[i];
    }
    return sum;
  }
}
