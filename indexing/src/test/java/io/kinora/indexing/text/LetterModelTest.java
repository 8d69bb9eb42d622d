package io.kinora.indexing.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.MaxentModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LetterModelTest {

  private static final Map<String, String> KEPT =
      Map.of("deu", "de", "eng", "en", "rus", "ru", "cmn", "zh", "tur", "tr");
  private static final List<String> TEXTS =
      List.of(
          "How to cook the perfect steak at home",
          "Gitarre lernen für Anfänger und Fortgeschrittene",
          "учимся играть на гитаре вместе",
          "如何在家里做好吃的面包和蛋糕",
          "Evde ekmek nasıl yapılır",
          "qqqq xzxz",
          "");

  private static final Map<String, String> MODELS_CODES =
      KEPT.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private static MaxentModel library;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file = LetterModelTest.class.getResourceAsStream("/langdetect-183.bin")) {
      library = new LanguageDetectorModel(file).getMaxentModel();
    }
  }

  @Test
  void languages_are_as_much_likelier_than_one_another_as_the_library_has_it() {
    LetterModel model = LetterModel.read(KEPT);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String text = i < TEXTS.size() ? TEXTS.get(i) : mixed(random);
      assertThat(ratios(model, text))
          .as("seed %d, '%s'", seed, text)
          .containsExactly(ratiosOfLibrary(model, text), within(1e-3));
    }
  }

  @Test
  void what_the_model_does_not_know_makes_none_likelier() {
    assertThat(LetterModel.read(KEPT).logLikelihoods("")).containsOnly(0);
  }

  /** Pieces of the texts in a row. */
  private static String mixed(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      String piece = TEXTS.get(random.nextInt(TEXTS.size()));
      text.append(piece, 0, random.nextInt(piece.length() + 1));
    }
    return text.toString();
  }

  /** Of each language to the first, as logarithms. */
  private static double[] ratios(LetterModel model, String text) {
    float[] likelihoods = model.logLikelihoods(text);
    return toFirst(
        IntStream.range(0, likelihoods.length).mapToDouble(i -> likelihoods[i]).toArray());
  }

  private static double[] ratiosOfLibrary(LetterModel model, String text) {
    String[] sequences =
        Arrays.stream(LetterSequences.of(text))
            .mapToObj(LetterModelTest::unpacked)
            .toArray(String[]::new);
    double[] all = library.eval(sequences);
    return toFirst(
        model.languages().stream()
            .mapToDouble(language -> Math.log(all[library.getIndex(MODELS_CODES.get(language))]))
            .toArray());
  }

  private static double[] toFirst(double[] logarithms) {
    return Arrays.stream(logarithms).map(each -> each - logarithms[0]).toArray();
  }

  private static String unpacked(long sequence) {
    String last = Character.toString((char) sequence);
    return sequence >>> Character.SIZE == 0 ? last : unpacked(sequence >>> Character.SIZE) + last;
  }
}
