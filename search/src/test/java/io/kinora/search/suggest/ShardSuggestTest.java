package io.kinora.search.suggest;

import static io.kinora.search.suggest.SuggestedVideo.titled;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Deadline;
import io.kinora.search.filter.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardSuggestTest {

  private static final String BRIDGE = "Golden Gate Bridge at dawn";

  @TempDir Path folder;
  private SuggestedShard shard;

  @BeforeEach
  void open() throws IOException {
    shard = new SuggestedShard(folder);
  }

  @AfterEach
  void close() throws IOException {
    shard.close();
  }

  @Test
  void a_title_is_offered_from_its_start_and_from_any_later_word() throws IOException {
    shard.put(titled("a", BRIDGE));

    for (String typed : List.of("g", "Golden", "golden gate b", "gate", "bridge at d", "dawn")) {
      assertThat(shard.texts(typed)).as(typed).containsExactly(BRIDGE);
    }
    assertThat(shard.texts("lden")).isEmpty();
    assertThat(shard.typed("gate").getFirst().id()).isEqualTo("a");
  }

  @Test
  void channels_and_tags_are_offered_without_a_video() throws IOException {
    shard.put(titled("a", "One").by("Marine Biology").tagged("deep sea", "marlin"));

    assertThat(shard.typed("mar"))
        .extracting(Suggestion::text, Suggestion::type, Suggestion::id)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Marine Biology", Suggestion.Type.CHANNEL, null),
            org.assertj.core.groups.Tuple.tuple("marlin", Suggestion.Type.TAG, null));
    assertThat(shard.texts("sea")).containsExactly("deep sea");
  }

  @Test
  void case_accents_apostrophes_and_marks_do_not_matter() throws IOException {
    shard.put(titled("a", "Crème Brûlée: don't burn it!"), titled("b", "ЁЛКА — Straße №5"));

    assertThat(shard.texts("creme brulee dont")).containsExactly("Crème Brûlée: don't burn it!");
    assertThat(shard.texts("BRÛLÉE don’t")).hasSize(1);
    assertThat(shard.texts("елка strasse")).hasSize(1);
    assertThat(shard.texts("стра")).isEmpty();
  }

  @Test
  void scripts_without_blanks_are_completed_from_any_character() throws IOException {
    shard.put(titled("a", "東京の夜景"), titled("b", "กรุงเทพ"), titled("c", "القُدس القديمة"));

    assertThat(shard.texts("夜")).containsExactly("東京の夜景");
    assertThat(shard.texts("京の夜")).containsExactly("東京の夜景");
    assertThat(shard.texts("เทพ")).containsExactly("กรุงเทพ");
    assertThat(shard.texts("القدس")).containsExactly("القُدس القديمة");
  }

  @Test
  void half_a_korean_syllable_is_completed() throws IOException {
    shard.put(titled("a", "한국 여행"));

    assertThat(shard.texts("하")).hasSize(1);
    assertThat(shard.texts("한구")).hasSize(1);
    assertThat(shard.typed("한").getFirst().highlight()).isEqualTo("<em>한</em>국 여행");
  }

  @Test
  void emoji_symbols_and_codes_are_typed_as_they_are_written() throws IOException {
    shard.put(
        titled("a", "C++ in an hour"),
        titled("b", "Cats #shorts"),
        titled("c", "🎬❤️ Behind the scenes"),
        titled("d", "The show S03E07"));

    assertThat(shard.texts("c++")).containsExactly("C++ in an hour");
    assertThat(shard.texts("#sho")).startsWith("Cats #shorts");
    assertThat(shard.texts("shorts")).containsExactly("Cats #shorts");
    assertThat(shard.texts("❤")).containsExactly("🎬❤️ Behind the scenes");
    assertThat(shard.texts("s03e")).containsExactly("The show S03E07");
  }

  @Test
  void nothing_is_offered_for_blanks_and_marks_alone() throws IOException {
    shard.put(titled("a", BRIDGE));

    for (String typed : List.of("", "   ", "!?", "\"", "\u0301", "\u200d")) {
      assertThat(shard.texts(typed)).as("'" + typed + "'").isEmpty();
    }
  }

  @Test
  void from_the_third_letter_on_one_error_is_forgiven_and_from_the_eighth_two() throws IOException {
    shard.put(titled("a", BRIDGE));

    assertThat(shard.texts("gx")).isEmpty();
    for (String one : List.of("gol", "glo", "gxl", "godlen", "goldn", "gollden", "brigde at")) {
      assertThat(shard.texts(one)).as(one).containsExactly(BRIDGE);
    }
    assertThat(shard.texts("folden")).as("a wrong first letter").containsExactly(BRIDGE);
    assertThat(shard.texts("goldengate")).as("a blank left out").containsExactly(BRIDGE);
    assertThat(shard.texts("gxlxen")).as("two errors in six").isEmpty();
    assertThat(shard.texts("gxlxen ga")).as("two errors in nine").containsExactly(BRIDGE);
    assertThat(shard.texts("gxlxen gx")).as("three errors").isEmpty();
  }

  @Test
  void a_digit_is_never_taken_for_another() throws IOException {
    shard.put(titled("a", "Season 2017 finale"));

    assertThat(shard.texts("season 2018")).isEmpty();
    assertThat(shard.texts("season 207")).isEmpty();
    assertThat(shard.texts("seson 2017")).hasSize(1);
  }

  @Test
  void what_was_typed_comes_before_what_may_have_been_meant() throws IOException {
    shard.put(
        titled("a", "Carting for beginners").viewed(3),
        titled("b", "Casting a bell").viewed(900_000_000));

    assertThat(shard.texts("cart")).containsExactly("Carting for beginners", "Casting a bell");
    assertThat(shard.typed("cart")).extracting(Suggestion::edits).containsExactly(0, 1);
    assertThat(shard.typed("cart").get(0).score()).isBetween(2.0, 3.0);
    assertThat(shard.typed("cart").get(1).score()).isBetween(1.0, 2.0);
  }

  @Test
  void the_better_known_comes_first_but_not_at_any_price() throws IOException {
    shard.put(
        titled("a", "Lake in winter").viewed(10),
        titled("b", "Lake in summer").viewed(10_000),
        titled("c", "By the lake").viewed(5_000));

    assertThat(shard.texts("lake"))
        .containsExactly("Lake in summer", "Lake in winter", "By the lake");
  }

  @Test
  void whole_words_come_before_parts_of_words_and_a_blank_asks_for_them() throws IOException {
    shard.put(titled("a", "Artichokes").viewed(100), titled("b", "Art of the fugue").viewed(100));

    assertThat(shard.texts("art")).containsExactly("Art of the fugue", "Artichokes");
    assertThat(shard.texts("art ")).containsExactly("Art of the fugue");
  }

  @Test
  void a_language_comes_a_little_sooner() throws IOException {
    shard.put(
        titled("a", "Hotel by the sea").in("en").viewed(120),
        titled("b", "Hotel am See").in("de-AT").viewed(100));

    assertThat(shard.ask(new SuggestQuery("hotel", 1, Filter.ALL, null)))
        .extracting(Suggestion::id)
        .containsExactly("a");
    assertThat(shard.ask(new SuggestQuery("hotel", 1, Filter.ALL, "de")))
        .extracting(Suggestion::id)
        .containsExactly("b");
  }

  @Test
  void nearly_equal_texts_are_offered_once_as_the_best_known_wrote_it() throws IOException {
    shard.put(
        titled("a", "Moon landing").viewed(5).tagged("Moon-landing"),
        titled("b", "MOON LANDING!").viewed(5_000),
        titled("c", "Moon   landing").viewed(50));

    assertThat(shard.typed("moon")).hasSize(1);
    assertThat(shard.typed("moon").getFirst().text()).isEqualTo("MOON LANDING!");
  }

  @Test
  void what_a_filter_hides_is_not_offered() throws IOException {
    shard.put(
        titled("a", "Sailing").by("Sail TV").tagged("sail").viewed(900),
        titled("b", "Sailing boats").by("Sail Radio").tagged("sail").viewed(1));

    assertThat(shard.texts("sail", "id:b"))
        .containsExactlyInAnyOrder("sail", "Sailing boats", "Sail Radio");
    assertThat(shard.texts("sail", "channel:nobody")).isEmpty();
    assertThat(shard.texts("sailng", "views:<10")).containsExactly("Sailing boats");
  }

  @Test
  void what_is_deleted_or_renamed_is_not_offered_again() throws IOException {
    SuggestedVideo zeppelin =
        titled("a", "Zeppelin over the lake").by("Airships").tagged("zeppelin");
    shard.put(zeppelin, titled("b", "Zeppelin museum"));
    shard.delete(zeppelin);

    assertThat(shard.texts("zep")).containsExactly("Zeppelin museum");
    assertThat(shard.texts("air")).isEmpty();

    shard.put(titled("b", "Museum of airships"));

    assertThat(shard.texts("zep")).isEmpty();
    assertThat(shard.texts("airs")).containsExactly("Museum of airships");
  }

  @Test
  void merging_and_opening_again_change_nothing() throws IOException {
    for (int i = 0; i < 30; i++) {
      shard.put(titled("v" + i, "Lake " + i % 7 + " in autumn").viewed(i % 5).tagged("lakes"));
    }
    List<Suggestion> before = shard.typed("lak");
    shard.shard.compact();
    List<Suggestion> merged = shard.typed("lak");
    shard.shard.commit(new io.kinora.indexing.shard.LogPosition("log", 1));
    shard.close();
    shard = new SuggestedShard(folder);

    assertThat(before).hasSize(8);
    assertThat(merged).isEqualTo(before);
    assertThat(shard.typed("lak")).isEqualTo(before);
  }

  @Test
  void many_titles_may_end_alike() throws IOException {
    SuggestedVideo[] videos = new SuggestedVideo[300];
    for (int i = 0; i < videos.length; i++) {
      videos[i] = titled("v" + i, "Lake number " + i + " in autumn").viewed(i);
    }
    shard.put(videos);

    assertThat(shard.texts("autumn")).hasSize(20);
    assertThat(shard.texts("lake number 7 in a")).startsWith("Lake number 7 in autumn");
  }

  @Test
  void the_typed_part_is_marked_and_all_is_escaped() throws IOException {
    shard.put(titled("a", "<b>Tom & Jérôme</b> \"live\""));

    assertThat(shard.typed("jero").getFirst().highlight())
        .isEqualTo("&lt;b&gt;Tom &amp; <em>Jérô</em>me&lt;/b&gt; &quot;live&quot;");
    assertThat(shard.typed("tom jerome").getFirst().highlight())
        .isEqualTo("&lt;b&gt;<em>Tom &amp; Jérôme</em>&lt;/b&gt; &quot;live&quot;");
    assertThat(shard.typed("jrome").getFirst().highlight()).contains("<em>Jérôme</em>");
  }

  @Test
  void with_no_time_left_it_says_that_something_is_missing() throws IOException {
    SuggestedVideo[] videos = new SuggestedVideo[5_000];
    for (int i = 0; i < videos.length; i++) {
      videos[i] = titled("v" + i, "Lake " + i);
    }
    shard.put(videos);
    ShardSuggest suggest = ShardSuggest.open(shard.shard);

    SuggestAnswer answer =
        suggest.suggest(
            new SuggestQuery(
                "lake", 10, io.kinora.search.filter.FilterParser.parse("channel:none"), null),
            Deadline.in(0));

    assertThat(answer.cutShort()).isTrue();
  }
}
