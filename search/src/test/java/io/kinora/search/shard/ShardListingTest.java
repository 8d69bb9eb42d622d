package io.kinora.search.shard;

import static io.kinora.search.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.Sort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a shard tells of all that matches: pages, counts, totals, accounts. */
class ShardListingTest extends SmallShard {

  @Test
  void browsing_shows_everything_newest_first() throws IOException {
    index(
        video("old").published("2020-01-01"),
        video("new").published("2026-01-01"),
        video("unknown"));

    ShardAnswer answer = ask(Ask.all());

    assertThat(ids(answer)).containsExactly("new", "old", "unknown");
    assertThat(answer.total()).isEqualTo(3);
    assertThat(answer.exact()).isTrue();
  }

  @Test
  void sorted_pages_neither_overlap_nor_skip() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      String id = String.format("v%02d", i);
      index(video(id).titled("harbour").viewed(100 - i / 5));
      expected.add(id);
    }

    List<String> seen = new ArrayList<>();
    Ask page = Ask.words("harbour").sort(Sort.MOST_VIEWED).window(7);
    for (int i = 0; i < 4; i++) {
      List<Candidate> hits = ask(page).candidates();
      hits.forEach(hit -> seen.add(hit.id()));
      page.after(hits.getLast().views(), hits.getLast().id());
    }

    assertThat(seen).containsExactlyElementsOf(expected);
    assertThat(ask(page).candidates()).isEmpty();
    assertThat(ask(page).total()).as("of all pages").isEqualTo(25);
  }

  @Test
  void a_sorted_hit_says_what_found_it_and_where() throws IOException {
    index(
        video("both").titled("harbour").published("2020-01-03").frame(4_000, 1, 0, 0),
        video("words").titled("harbour").published("2020-01-02"),
        video("sight").titled("else").published("2020-01-01").frame(7_000, 1, 0.1f, 0));

    List<Candidate> sorted =
        ask(Ask.words("harbour").frame(1, 0, 0).window(10).sort(Sort.NEWEST)).candidates();

    assertThat(sorted.stream().map(Candidate::id)).containsExactly("both", "words", "sight");
    assertThat(sorted.stream().map(hit -> hit.foundBy(Retriever.LEXICAL)))
        .containsExactly(true, true, false);
    assertThat(sorted.stream().map(hit -> hit.foundBy(Retriever.FRAME)))
        .containsExactly(true, false, true);
    assertThat(sorted.stream().map(Candidate::momentMs)).containsExactly(4_000L, -1L, 7_000L);
  }

  @Test
  void words_beyond_the_best_that_they_bring_have_found_a_sorted_hit_too() throws IOException {
    for (int i = 0; i < 5; i++) {
      index(video("v" + i).titled("harbour").viewed(i));
    }

    assertThat(ask(Ask.words("harbour").window(2).sort(Sort.MOST_VIEWED)).candidates())
        .hasSize(2)
        .allMatch(hit -> hit.foundBy(Retriever.LEXICAL));
  }

  @Test
  void browsed_hits_were_found_by_nothing() throws IOException {
    index(video("a").titled("harbour"));

    assertThat(ask(Ask.all().sort(Sort.NEWEST)).candidates())
        .allMatch(hit -> !hit.foundBy(Retriever.LEXICAL));
  }

  @Test
  void pages_by_date_end_with_the_videos_of_unknown_date() throws IOException {
    index(video("b"), video("a"), video("c").published("2020-01-01"));

    Ask page = Ask.all().sort(Sort.NEWEST).window(2);
    List<Candidate> first = ask(page).candidates();
    Candidate last = first.getLast();

    assertThat(first).extracting(Candidate::id).containsExactly("c", "a");
    assertThat(ids(ask(page.after(last.publishedAtMs(), last.id())))).containsExactly("b");
  }

  @Test
  void facets_count_all_that_matches_beyond_the_window_and_what_vectors_brought()
      throws IOException {
    for (int i = 0; i < 30; i++) {
      index(video("w" + i).titled("harbour").by(i % 3 == 0 ? "bbc" : "cnn").tagged("x", "y"));
    }
    index(video("v").text(1, 0).by("nbc").tagged("x"), video("none").by("fox"));

    ShardAnswer answer =
        ask(Ask.words("harbour").semantic(1, 0).window(5).counting("channel", "tag", "language"));

    assertThat(answer.facets().get("channel")).isEqualTo(Map.of("bbc", 10L, "cnn", 20L, "nbc", 1L));
    assertThat(answer.facets().get("tag")).isEqualTo(Map.of("x", 31L, "y", 30L));
    assertThat(answer.facets().get("language")).isEmpty();
    assertThat(answer.total()).isEqualTo(31);
  }

  @Test
  void facets_follow_the_index_and_the_filter() throws IOException {
    index(video("a").by("bbc").viewed(5), video("b").by("cnn").viewed(50));
    assertThat(ask(Ask.all().where("views:>10").counting("channel")).facets())
        .isEqualTo(Map.of("channel", Map.of("cnn", 1L)));

    index(video("c").by("cnn").viewed(60));
    assertThat(ask(Ask.all().where("views:>10").counting("channel")).facets())
        .isEqualTo(Map.of("channel", Map.of("cnn", 2L)));
  }

  @Test
  void what_cannot_be_counted_is_refused_with_what_can() {
    assertThatThrownBy(() -> ask(Ask.all().counting("views")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("channel, tag, language, category, license");
  }

  @Test
  void the_total_is_the_same_whether_facets_are_asked_for_or_not() throws IOException {
    index(
        video("a").titled("harbour").text(1, 0),
        video("b").titled("harbour").text(0, 1),
        video("c").text(1, 0.2f));

    Ask plain = Ask.words("harbour").semantic(1, 0);
    assertThat(ask(plain).total()).isEqualTo(3);
    assertThat(ask(plain.counting("tag")).total()).isEqualTo(3);
  }

  @Test
  void a_full_vector_window_makes_the_total_a_lower_bound() throws IOException {
    index(video("a").text(1, 0), video("b").text(1, 0.1f), video("c").text(1, 0.2f));

    assertThat(ask(Ask.all().semantic(1, 0).window(2)).exact()).isFalse();
    assertThat(ask(Ask.all().semantic(1, 0).window(2)).candidates()).hasSize(2);
    assertThat(ask(Ask.all().semantic(1, 0).window(5)).exact()).isTrue();
  }

  @Test
  void with_no_time_left_the_answer_is_short_and_says_so() throws IOException {
    index(video("a").titled("harbour").text(1, 0).frame(0, 1, 0, 0));
    Deadline past = Deadline.in(-1);

    ShardAnswer found =
        search.search(Ask.words("harbour").semantic(1, 0).frame(1, 0, 0).query(), past);
    ShardAnswer browsed = search.search(Ask.all().counting("tag").query(), past);

    assertThat(found.candidates()).isEmpty();
    assertThat(found.exact()).isFalse();
    assertThat(found.cutShort()).contains("lexical", "semantic", "frame");
    assertThat(browsed.cutShort()).contains("sort", "facets");
  }

  @Test
  void every_step_accounts_for_its_time() throws IOException {
    index(video("a").titled("harbour").text(1, 0));

    ShardAnswer answer = ask(Ask.words("harbour").semantic(1, 0));

    assertThat(answer.stages())
        .extracting(stage -> stage.name())
        .containsExactly("filter", "prepare", "lexical", "semantic", "score", "read");
    assertThat(answer.stages()).allMatch(stage -> stage.ms() >= 0);
  }

  @Test
  void explanations_agree_with_the_scores() throws IOException {
    index(
        video("a").titled("harbour at night").text(0.6f, 0.8f).frame(10, 1, 1, 0),
        video("b").titled("night").text(1, 0).frame(20, 0, 1, 0));

    ShardAnswer answer = ask(Ask.words("harbour night").semantic(1, 0).frame(1, 0, 0).explained());

    for (Candidate each : answer.candidates()) {
      Explanation[] explained = each.explanation().byRetriever();
      for (Retriever retriever : List.of(Retriever.LEXICAL, Retriever.SEMANTIC, Retriever.FRAME)) {
        assertThat(explained[retriever.ordinal()].value())
            .isCloseTo(score(each, retriever), within(1e-5));
      }
      assertThat(explained[Retriever.VIDEO.ordinal()]).isNull();
    }
    assertThat(candidate(answer, "a").explanation().byRetriever()[0].toString())
        .contains("words:harbour");
  }
}
