package io.kinora.search.shard;

import static io.kinora.search.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;
import io.kinora.indexing.media.Miniature;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.ShardQuery.Retrieval;
import io.kinora.search.Sort;
import io.kinora.search.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShardSearchTest {

  private static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("words", 2), new VectorSpaces.Space("eyes", 3));

  @TempDir Path folder;
  private Shard shard;
  private ShardSearch search;

  @BeforeEach
  void open() throws IOException {
    shard = Shard.open(folder, SPACES, ShardConfig.DEFAULT);
    search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
  }

  @AfterEach
  void close() throws IOException {
    shard.close();
  }

  private void index(VideoFixture... videos) throws IOException {
    for (VideoFixture each : videos) {
      shard.apply(each.build());
    }
    shard.refresh();
  }

  private ShardAnswer ask(Ask ask) throws IOException {
    return search.search(ask.query(), Deadline.in(60_000));
  }

  private static List<String> ids(ShardAnswer answer) {
    return answer.candidates().stream().map(Candidate::id).toList();
  }

  private static Candidate candidate(ShardAnswer answer, String id) {
    return answer.candidates().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private static float score(Candidate candidate, Retriever retriever) {
    return candidate.scores()[retriever.ordinal()];
  }

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

  @Test
  void a_fetched_video_is_the_one_that_was_written() throws IOException {
    index(
        video("a")
            .titled("Harbour <at> night")
            .described("Ships & a harbour")
            .by("bbc")
            .tagged("sea", "night")
            .in("en")
            .of("travel")
            .published("2026-01-02")
            .lasting(12.5)
            .viewed(7)
            .liked(3)
            .picture(0, "thumbs/a/0.jpg")
            .picture(4_000, "thumbs/a/4000.jpg"));

    FetchedVideo fetched =
        search
            .fetch(new FetchQuery(List.of("nobody", "a"), "harbour", Wording.PLAIN, null))
            .getFirst();

    assertThat(fetched.video().title()).isEqualTo("Harbour <at> night");
    assertThat(fetched.video().tags()).containsExactly("sea", "night");
    assertThat(fetched.video().durationMs()).isEqualTo(12_500);
    assertThat(fetched.video().publishedAtMs()).isEqualTo(1_767_312_000_000L);
    assertThat(fetched.video().license()).isNull();
    assertThat(fetched.video().thumbnail()).isEqualTo("thumbs/a/0.jpg");
    assertThat(fetched.video().thumbnailAt(3_000)).isEqualTo("thumbs/a/4000.jpg");
    assertThat(fetched.video().playable()).isFalse();
    assertThat(fetched.highlights())
        .isEqualTo(
            Map.of(
                "title", List.of("<em>Harbour</em> &lt;at&gt; night"),
                "description", List.of("Ships &amp; a <em>harbour</em>")));
  }

  @Test
  void the_best_frames_of_a_hit_are_told_best_first_and_a_second_apart() throws IOException {
    index(
        video("a")
            .frame(0, 1, 0, 0)
            .frame(400, 0.99f, 0.1f, 0)
            .frame(2_000, 0, 1, 0)
            .frame(3_000, 0.9f, 0.4f, 0)
            .frame(4_500, 0, 0, 1)
            .frame(6_000, 0.7f, 0.7f, 0)
            .frame(8_000, 0.1f, 0, 0.9f),
        video("b"));

    List<FetchedVideo> shown =
        search.fetch(
            new FetchQuery(
                List.of("a", "b"), "", Wording.PLAIN, new Vector(new float[] {2, 0, 0})));

    assertThat(shown.get(0).moments())
        .extracting(FrameMoment::timestampMs)
        .containsExactly(0L, 3_000L, 6_000L, 8_000L, 2_000L);
    assertThat(shown.get(0).moments().getFirst().score()).isEqualTo(1);
    assertThat(shown.get(1).moments()).isEmpty();
  }

  @Test
  void a_picture_is_found_in_the_frame_that_it_is_a_part_of() throws IOException {
    index(
        video("near").frame(0, 1, 0, 0).track(1, 6),
        video("holds").frame(0, 0.6f, 0.8f, 0).track(2, 6),
        video("untracked").frame(0, 0.7f, 0.7f, 0));
    Miniature part = VideoFixture.part(2, 3);

    ShardAnswer answer = ask(Ask.all().frame(1, 0, 0).picture(part).explained());

    Candidate holds = candidate(answer, "holds");
    assertThat(holds.scores()[Retriever.FRAME.ordinal()]).isGreaterThan(0.9f);
    assertThat(holds.momentMs()).isEqualTo(1_500);
    assertThat(holds.explanation().byRetriever()[Retriever.FRAME.ordinal()].value())
        .isEqualTo(holds.scores()[Retriever.FRAME.ordinal()]);
    assertThat(candidate(answer, "untracked").scores()[Retriever.FRAME.ordinal()])
        .isCloseTo(0.707f, within(0.01f));
  }

  @Test
  void a_videos_content_is_what_it_is_compared_by() throws IOException {
    index(video("a").text(0, 3).seen(0, 0, 2), video("b"), video("c").text(1, 0));

    assertThat(search.content("a"))
        .isEqualTo(
            new VideoContent(
                true, new Vector(new float[] {0, 1}), new Vector(new float[] {0, 0, 1})));
    assertThat(search.content("b")).isEqualTo(new VideoContent(true, null, null));
    assertThat(search.content("c").sight()).isNull();
    assertThat(search.content("nobody").there()).isFalse();
  }

  @Test
  void fetching_keeps_the_order_of_the_ids() throws IOException {
    index(video("a"), video("b"));
    index(video("c"));

    assertThat(search.fetch(new FetchQuery(List.of("c", "a", "b"), "", Wording.PLAIN, null)))
        .extracting(fetched -> fetched.video().id())
        .containsExactly("c", "a", "b");
  }
}
