package io.kinora.indexing.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {

  private final LanguageDetector detector = LanguageDetector.shipped();

  @ParameterizedTest(name = "{1} is {0}")
  @CsvSource({
    "en, How to cook the perfect steak at home",
    "de, Gitarre lernen für Anfänger und Fortgeschrittene",
    "fr, Comment faire du pain à la maison",
    "es, Los perros más graciosos del mundo",
    "it, I cani più divertenti del mondo",
    "pt, História da cidade de São Paulo",
    "nl, Hoe bak je een lekkere taart voor het feest",
    "ru, учимся играть на гитаре вместе",
    "ar, كيف تصنع الخبز في المنزل",
    "hi, घर पर रोटी कैसे बनाएं",
    "tr, Evde ekmek nasıl yapılır",
    "zh, 如何在家里做好吃的面包和蛋糕",
    "ja, 家でパンを作る方法",
    "ja, ラーメン",
    "ko, 집에서 빵 만들기",
    "pl, Jak upiec chleb w domu"
  })
  void a_title_tells_its_language(String language, String title) {
    assertThat(detector.detect(title)).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "S03E07",
        "AC/DC",
        "1080p 60fps",
        "iPhone 15 Pro Max",
        "Taylor Swift",
        "🎉🎉",
        "GTA V",
        "#shorts",
        "Despacito",
        "Real Madrid Barcelona",
        "Lionel Messi",
        "東京"
      })
  void names_and_codes_are_of_no_language(String title) {
    assertThat(detector.detect(title)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "w6azmp5x784197 revision 669998",
        "xiqz wumbo qerty zxcvb",
        "Brzzt krrk vlnd pfft"
      })
  void a_text_is_of_no_language_whose_letters_it_does_not_have(String title) {
    assertThat(detector.detect(title)).isNotIn("zh", "ja", "ko", "ru", "ar", "hi", "el", "th");
  }

  @Test
  void several_threads_are_told_the_same() throws Exception {
    List<String> titles =
        Stream.of("Comment faire du pain à la maison", "How to cook the perfect steak at home")
            .flatMap(title -> Stream.generate(() -> title).limit(200))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      var told = threads.invokeAll(titles.stream().map(t -> call(t)).toList());
      for (int i = 0; i < titles.size(); i++) {
        assertThat(told.get(i).get()).isEqualTo(i < 200 ? "fr" : "en");
      }
    }
  }

  private java.util.concurrent.Callable<String> call(String title) {
    return () -> detector.detect(title);
  }
}
