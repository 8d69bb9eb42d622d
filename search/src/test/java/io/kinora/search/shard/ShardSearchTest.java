package io.kinora.search.shard;

import static io.kinora.search.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.ShardQuery.Retrieval;
import io.kinora.search.Wording;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which videos a shard brings, and how it scores them. */
class ShardSearchTest extends SmallShard {

  @Test
  void words_are_found_in_title_description_tags_channel_and_transcript() throws IOException {
    index(
        video("title").titled("Lighthouses by the sea"),
        video("description").described("a lighthouse"),
        video("tag").tagged("lighthouse"),
        video("channel").by("Lighthouse TV"),
        video("transcript").saying("and there stood the lighthouse"),
        video("none").titled("submarine"));

    ShardAnswer answer = ask(Ask.words("LIGHTHOUSE"));

    assertThat(ids(answer))
        .containsExactlyInAnyOrder("title", "description", "tag", "channel", "transcript");
    assertThat(answer.total()).isEqualTo(5);
    assertThat(answer.exact()).isTrue();
    assertThat(score(candidate(answer, "title"), Retriever.LEXICAL))
        .isGreaterThan(score(candidate(answer, "description"), Retriever.LEXICAL));
  }

  @Test
  void a_title_with_the_words_in_a_row_scores_higher() throws IOException {
    index(
        video("row").titled("the new york marathon today"),
        video("apart").titled("the york marathon new today"));

    ShardAnswer answer = ask(Ask.words("new york"));

    assertThat(score(candidate(answer, "row"), Retriever.LEXICAL))
        .isGreaterThan(score(candidate(answer, "apart"), Retriever.LEXICAL));
  }

  @Test
  void accents_case_and_endings_do_not_matter() throws IOException {
    index(video("a").titled("Crème brûlée's recipes"));

    assertThat(ids(ask(Ask.words("creme BRULEE recipe")))).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "!!!",
        "\"",
        "title:x AND (",
        "*",
        "a~ b^ [",
        "\\",
        "\uD83D\uDE00",
        "\uD800",
        "AND OR NOT",
        "\u0000"
      })
  void any_text_can_be_asked(String text) throws IOException {
    index(video("a").titled("something"));

    assertThat(ask(Ask.words(text)).candidates()).isEmpty();
  }

  @Test
  void a_very_long_text_can_be_asked() throws IOException {
    index(video("a").titled("word7"));

    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("word").append(i).append(' ');
    }

    assertThat(ids(ask(Ask.words(text.toString())))).containsExactly("a");
  }

  @Test
  void a_candidate_found_by_one_retriever_is_scored_by_the_others() throws IOException {
    index(
        video("words").titled("harbour").text(0.6f, 0.8f),
        video("vector").titled("quay").text(1, 0),
        video("far").titled("harbour harbour").text(-1, 0));

    ShardAnswer answer = ask(Ask.words("harbour").semantic(1, 0).window(1));

    Candidate byVector = candidate(answer, "vector");
    assertThat(byVector.foundBy(Retriever.SEMANTIC)).isTrue();
    assertThat(byVector.foundBy(Retriever.LEXICAL)).isFalse();
    assertThat(score(byVector, Retriever.LEXICAL)).isZero();
    assertThat(score(byVector, Retriever.SEMANTIC)).isCloseTo(1, within(1e-5f));

    Candidate byWords =
        answer.candidates().stream().filter(c -> c.foundBy(Retriever.LEXICAL)).findAny().get();
    assertThat(byWords.foundBy(Retriever.SEMANTIC)).isFalse();
    assertThat(score(byWords, Retriever.SEMANTIC))
        .isCloseTo(byWords.id().equals("words") ? 0.6f : -1, within(1e-5f));
  }

  @Test
  void words_of_a_candidate_found_by_vector_score_as_if_found_by_words() throws IOException {
    index(
        video("a").titled("harbour at night").text(1, 0), video("b").titled("harbour").text(-1, 0));

    float asFound = score(candidate(ask(Ask.words("harbour")), "a"), Retriever.LEXICAL);
    ShardAnswer both = ask(Ask.words("harbour").semantic(1, 0).window(1));

    assertThat(candidate(both, "a").foundBy(Retriever.LEXICAL)).isFalse();
    assertThat(score(candidate(both, "a"), Retriever.LEXICAL)).isEqualTo(asFound);
  }

  @Test
  void vectors_are_compared_by_direction_not_by_length() throws IOException {
    index(video("a").text(30, 40));

    assertThat(score(candidate(ask(Ask.all().semantic(0, 2)), "a"), Retriever.SEMANTIC))
        .isCloseTo(0.8f, within(1e-5f));
  }

  @Test
  void a_video_is_one_hit_at_the_moment_of_its_best_frame() throws IOException {
    index(
        video("film").frame(0, 0, 1, 0).frame(4_000, 1, 0.1f, 0).frame(9_000, 1, 1, 0),
        video("other").frame(2_000, 1, 0.5f, 0),
        video("blind").titled("no frames"));

    ShardAnswer answer = ask(Ask.all().frame(1, 0, 0));

    assertThat(ids(answer)).containsExactlyInAnyOrder("film", "other");
    assertThat(candidate(answer, "film").momentMs()).isEqualTo(4_000);
    assertThat(candidate(answer, "other").momentMs()).isEqualTo(2_000);
    assertThat(score(candidate(answer, "film"), Retriever.FRAME)).isCloseTo(0.995f, within(1e-3f));
  }

  @Test
  void a_candidate_found_by_words_has_its_best_moment_too() throws IOException {
    index(
        video("film").titled("harbour").frame(1_000, 0, 1, 0).frame(3_000, 0.5f, 1, 0),
        video("best").titled("else").frame(7_000, 1, 0, 0));

    Candidate film = candidate(ask(Ask.words("harbour").frame(1, 0, 0).window(1)), "film");

    assertThat(film.foundBy(Retriever.FRAME)).isFalse();
    assertThat(film.momentMs()).isEqualTo(3_000);
  }

  @Test
  void what_has_nothing_to_compare_has_no_score() throws IOException {
    index(video("a").titled("harbour"));

    Candidate candidate =
        candidate(ask(Ask.words("harbour").semantic(1, 0).frame(1, 0, 0).video(1, 0, 0)), "a");

    assertThat(score(candidate, Retriever.SEMANTIC)).isNaN();
    assertThat(score(candidate, Retriever.FRAME)).isNaN();
    assertThat(score(candidate, Retriever.VIDEO)).isNaN();
    assertThat(candidate.momentMs()).isEqualTo(-1);
  }

  @Test
  void what_only_a_vector_brings_and_is_below_its_floor_is_dropped() throws IOException {
    search =
        new ShardSearch(
            shard, ShardSearchConfig.DEFAULT.withFloors(Map.of(Retriever.SEMANTIC, 0.5)));
    index(
        video("near").text(1, 0),
        video("noise").text(0.4f, 1),
        video("words").titled("harbour").text(-1, 0));

    assertThat(ids(ask(Ask.words("harbour").semantic(1, 0))))
        .containsExactlyInAnyOrder("near", "words");
  }

  @Test
  void who_asks_by_sight_alone_gets_the_nearest_there_is() throws IOException {
    search =
        new ShardSearch(shard, ShardSearchConfig.DEFAULT.withFloors(Map.of(Retriever.VIDEO, 0.5)));
    index(video("vague").seen(0.3f, 1, 0));

    assertThat(ids(ask(Ask.all().video(1, 0, 0)))).containsExactly("vague");
    assertThat(ids(ask(Ask.words("harbour").video(1, 0, 0)))).isEmpty();
  }

  @Test
  void each_retriever_brings_as_many_as_it_may() throws IOException {
    index(
        video("a").text(1, 0).seen(1, 0, 0),
        video("b").text(1, 0.1f).seen(1, 0.1f, 0),
        video("c").text(1, 0.2f).seen(1, 0.2f, 0));
    ShardQuery both = Ask.all().semantic(1, 0).video(0, 1, 0).window(3).query();
    ShardQuery fewer = withWindows(both, Map.of(Retriever.SEMANTIC, 1, Retriever.VIDEO, 2));

    ShardAnswer answer = search.search(fewer, Deadline.in(10_000));

    assertThat(answer.candidates())
        .filteredOn(candidate -> candidate.foundBy(Retriever.SEMANTIC))
        .extracting(Candidate::id)
        .containsExactly("a");
    assertThat(answer.candidates())
        .filteredOn(candidate -> candidate.foundBy(Retriever.VIDEO))
        .extracting(Candidate::id)
        .containsExactlyInAnyOrder("b", "c");
  }

  private static ShardQuery withWindows(ShardQuery query, Map<Retriever, Integer> windows) {
    Retrieval asked = query.retrieval();
    return new ShardQuery(
        query.words(),
        query.vectors(),
        new Retrieval(asked.retrievers(), asked.window(), windows),
        query.filter(),
        query.listing(),
        query.facets(),
        query.explain());
  }

  @Test
  void a_query_vector_of_another_dimension_is_refused() {
    assertThatThrownBy(() -> ask(Ask.all().semantic(1, 2, 3)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("3 numbers")
        .hasMessageContaining("2 numbers");
  }

  @Test
  void a_deleted_video_is_not_found_by_anything() throws IOException {
    VideoFixture ghost =
        video("a").titled("ghost").text(1, 0).seen(1, 0, 0).frame(0, 1, 0, 0).tagged("t");
    index(ghost, video("b").titled("other"));
    shard.apply(ghost.build(2, true));
    shard.refresh();

    Ask everything = Ask.words("ghost").semantic(1, 0).frame(1, 0, 0).video(1, 0, 0);
    assertThat(ask(everything).candidates()).isEmpty();
    assertThat(ids(ask(everything.where("NOT tag:x")))).isEmpty();
    assertThat(ids(ask(Ask.all()))).containsExactly("b");
    assertThat(search.fetch(new FetchQuery(List.of("a", "b"), "", Wording.PLAIN, null))).hasSize(1);
  }

  @Test
  void a_filter_holds_for_every_retriever() throws IOException {
    index(
        video("in").titled("harbour").text(0, 1).seen(0, 1, 0).frame(0, 0, 1, 0).by("bbc"),
        video("out").titled("harbour").text(1, 0).seen(1, 0, 0).frame(0, 1, 0, 0).by("cnn"));

    for (Ask each :
        List.of(
            Ask.words("harbour"),
            Ask.all().semantic(1, 0.1f),
            Ask.all().frame(1, 0.1f, 0),
            Ask.all().video(1, 0.1f, 0),
            Ask.all())) {
      assertThat(ids(ask(each.where("channel:bbc")))).containsExactly("in");
    }
    assertThat(ask(Ask.all().frame(1, 0, 0).where("channel:nbc")).candidates()).isEmpty();
  }
}
