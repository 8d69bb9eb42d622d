package io.kinora.search.shard;

import static io.kinora.search.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Candidate;
import io.kinora.search.Wording;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words in many languages, in one catalogue. */
class LanguagesTest extends SmallShard {

  private List<String> found(Ask ask) throws IOException {
    return ask(ask).candidates().stream()
        .sorted((a, b) -> Float.compare(b.scores()[0], a.scores()[0]))
        .map(Candidate::id)
        .toList();
  }

  private String highlighted(String text, Wording wording) throws IOException {
    return search
        .fetch(new FetchQuery(List.of("a"), text, wording, null))
        .getFirst()
        .highlights()
        .get("title")
        .getFirst();
  }

  /** In each language a form of the word that the title does not have. */
  @ParameterizedTest(name = "{0}: {1} finds {2}")
  @CsvSource({
    "en, dogs, A dog in the rain, A <em>dog</em> in the rain",
    "de, häuser, Ein Haus am See, Ein <em>Haus</em> am See",
    "fr, chevaux, Le cheval de Marie, Le <em>cheval</em> de Marie",
    "fr, amour, L'amour en hiver, <em>L&#39;amour</em> en hiver",
    "es, canciones, Una canción de cuna, Una <em>canción</em> de cuna",
    "it, ricette, La ricetta della nonna, La <em>ricetta</em> della nonna",
    "pt-BR, canções, Uma canção de ninar, Uma <em>canção</em> de ninar",
    "nl, honden, De hond van oma, De <em>hond</em> van oma",
    "ru, собаками, Моя собака спит, Моя <em>собака</em> спит",
    "ar, المدارس الكتاب, كتاب جديد, <em>كتاب</em> جديد",
    "hi, लड़कों, एक लड़का घर में, एक <em>लड़का</em> घर में",
    "tr, evleri, Deniz kenarında evler, Deniz kenarında <em>evler</em>",
    "zh, 面包, 如何做面包, 如何做<em>面包</em>",
    "ja, 食べる, 寿司を食べました, 寿司を<em>食べ</em>ました",
    "ko, 고양이가, 우리 집 고양이, 우리 집 <em>고양이</em>",
    "sv, hundarna, En hund i snön, En <em>hund</em> i snön"
  })
  void an_inflected_word_finds_and_marks_the_word(
      String language, String query, String title, String marked) throws IOException {
    index(video("a").titled(title).in(language), video("b").titled("xyz 12345 qqq").in(language));

    assertThat(found(Ask.words(query).in(language))).containsExactly("a");
    assertThat(highlighted(query, Wording.in(language))).isEqualTo(marked);
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource({"京都, 東京都の夜", "猫, 小猫咪的一天", "고양, 우리고양이", "タワー, 東京タワーの夜", "ﾀﾜｰ, 東京タワーの夜", "東京, 東京都の夜"})
  void a_part_of_a_row_of_characters_is_found_in_no_language(String query, String title)
      throws IOException {
    index(video("a").titled(title), video("b").titled("nothing of it"));

    assertThat(found(Ask.words(query))).containsExactly("a");
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource({
    "أحمد, احمد",
    "احمد, أَحْمَد",
    "١٢٣, 123",
    "क़लम, क़लम",
    "istanbul, İstanbul",
    "ISTANBUL, ıstanbul",
    "ёлка, елка",
    "straße, STRASSE",
    "ＡＢＣ, abc",
    "cafe, cafe\u0301"
  })
  void spellings_of_one_word_are_one(String query, String title) throws IOException {
    index(video("a").titled(title), video("b").titled("nothing of it"));

    assertThat(found(Ask.words(query))).containsExactly("a");
  }

  @Test
  void turkish_letters_are_lowered_as_turkish_has_them() throws IOException {
    index(video("a").titled("IŞIKLAR").in("tr"), video("b").titled("nothing").in("tr"));

    assertThat(found(Ask.words("ışık").in("tr"))).containsExactly("a");
  }

  /** The first is what is asked for, the second what it must not be taken for. */
  @ParameterizedTest(name = "{0}: {1} before {2}")
  @CsvSource({
    "C++, Learn C++ today, Vitamin C today in C",
    "c#, C# for all, C major for all",
    "#shorts, my day #shorts, shorts and shirts for my day",
    ".NET, a .NET course, a net course",
    "don't, I don't know, I do know",
    "dont, I don't know, I do know",
    "S03E07, Show S03E07, Show S03E08",
    "AC/DC, AC/DC live, AC power and a plug",
    "wi-fi, better wi-fi, better wire",
    "R&B, R&B mix, B sides",
    "🎉, party 🎉 time, party time",
    "👍🏽, all good 👍, all good",
    "👩‍🚀, space 👩‍🚀, space 🚀",
    "10.6.0, version 10.6.0, version 10 6",
    "3.14, pi is 3.14, pi is 3 or 14",
    "1080p, in 1080p, in 1081p",
    "24/7, open 24/7, open 24 hours",
    "@nasa, by @nasa, nasa"
  })
  void words_with_signs_are_found_as_they_are_written(String query, String exact, String other)
      throws IOException {
    index(video("b").titled(other), video("a").titled(exact));

    assertThat(found(Ask.words(query))).startsWith("a");
    assertThat(
            found(
                Ask.words(query)
                    .worded(
                        new Wording(
                            null, List.of(query), List.of(), List.of(), Wording.Match.ANY))))
        .as("required as a phrase")
        .containsExactly("a");
  }

  @Test
  void words_joined_by_a_sign_are_found_as_one_too() throws IOException {
    index(video("a").titled("better wi-fi at home"), video("b").titled("nothing of it"));

    assertThat(found(Ask.words("wifi"))).containsExactly("a");
  }

  @Test
  void a_word_that_languages_share_is_found_in_all_of_them() throws IOException {
    index(
        video("en").titled("Paris fashion shows").in("en"),
        video("fr").titled("La mode à Paris").in("fr"),
        video("de").titled("Paris im Frühling").in("de"),
        video("ja").titled("Paris の春").in("ja"),
        video("none").titled("Paris 2024"));

    for (String language : List.of("en", "fr", "de", "ja", "th")) {
      assertThat(found(Ask.words("paris").in(language)))
          .as(language)
          .containsExactlyInAnyOrder("en", "fr", "de", "ja", "none");
    }
    assertThat(found(Ask.words("paris"))).containsExactlyInAnyOrder("en", "fr", "de", "ja", "none");
  }

  @Test
  void a_query_of_unknown_language_is_looked_for_in_those_of_the_catalogue() throws IOException {
    index(
        video("de").titled("Ein Haus am See").in("de"),
        video("en").titled("A dog in the rain").in("en"));

    assertThat(found(Ask.words("häuser"))).containsExactly("de");
    assertThat(found(Ask.words("dogs"))).containsExactly("en");
  }

  @Test
  void a_transcript_is_analysed_too() throws IOException {
    index(video("a").titled("Interview").saying("Ein Haus am See").in("de"));

    assertThat(found(Ask.words("häuser").in("de"))).containsExactly("a");
  }
}
