package io.kinora.search.shard;

import static io.kinora.search.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.Wording;
import io.kinora.search.Wording.Match;
import io.kinora.search.Wording.Synonym;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordingTest {

  private static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("none", 2), new VectorSpaces.Space("none", 2));

  @TempDir Path folder;
  private Shard shard;
  private ShardSearch search;

  @BeforeEach
  void open() throws IOException {
    shard = Shard.open(folder, SPACES, ShardConfig.DEFAULT);
    search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
    shard.apply(video("row").titled("the red sofa sale").text(1, 0).build());
    shard.apply(video("apart").titled("a sofa that is red").text(1, 0).build());
    shard.apply(
        video("described").titled("furniture").described("our red sofa").text(1, 0).build());
    shard.apply(
        video("said").titled("talk").saying("and then the red sofa broke").text(0, 1).build());
    shard.apply(video("dogs").titled("dogs on a red carpet").text(1, 0).build());
    shard.refresh();
  }

  @AfterEach
  void close() throws IOException {
    shard.close();
  }

  private static Wording wording(List<String> phrases, List<String> excluded) {
    return new Wording("en", phrases, excluded, List.of(), Match.ANY);
  }

  private static Wording synonym(int start, int end, String text, Match match) {
    return new Wording("en", List.of(), List.of(), List.of(new Synonym(start, end, text)), match);
  }

  private ShardAnswer ask(Ask ask) throws IOException {
    return search.search(ask.query(), Deadline.in(60_000));
  }

  private List<String> found(Ask ask) throws IOException {
    return ask(ask).candidates().stream()
        .sorted((a, b) -> Float.compare(b.scores()[0], a.scores()[0]))
        .map(Candidate::id)
        .toList();
  }

  @Test
  void a_phrase_is_required_as_it_stands_wherever_it_is_said() throws IOException {
    Wording phrase = wording(List.of("red sofa"), List.of());

    assertThat(found(Ask.words("red sofa").worded(phrase)))
        .containsExactlyInAnyOrder("row", "described", "said")
        .startsWith("row");
    assertThat(ask(Ask.words("red sofa").worded(phrase)).total()).isEqualTo(3);
  }

  @Test
  void a_phrase_does_not_reach_from_one_text_into_the_next() throws IOException {
    Wording phrase = wording(List.of("furniture our"), List.of());

    assertThat(found(Ask.words("furniture our").worded(phrase))).isEmpty();
  }

  @Test
  void a_phrase_holds_for_what_vectors_bring_too() throws IOException {
    Ask both = Ask.words("red sofa").semantic(1, 0).worded(wording(List.of("red sofa"), List.of()));

    assertThat(found(both)).containsExactlyInAnyOrder("row", "described", "said");
  }

  @Test
  void an_excluded_word_excludes_in_all_its_forms_and_for_every_retriever() throws IOException {
    Wording without = wording(List.of(), List.of("dog"));

    assertThat(found(Ask.words("red").worded(without))).isNotEmpty().doesNotContain("dogs");
    assertThat(found(Ask.all().semantic(1, 0).worded(without)))
        .containsExactlyInAnyOrder("row", "apart", "described", "said");
  }

  @Test
  void an_excluded_phrase_excludes_only_where_it_stands_so() throws IOException {
    assertThat(found(Ask.words("sofa").worded(wording(List.of(), List.of("red sofa")))))
        .containsExactly("apart");
  }

  @Test
  void with_nothing_but_exclusions_all_the_rest_is_found() throws IOException {
    ShardAnswer rest = ask(Ask.all().worded(wording(List.of(), List.of("sofa"))));

    assertThat(rest.candidates()).extracting(Candidate::id).containsExactly("dogs");
    assertThat(rest.total()).isEqualTo(1);
  }

  @Test
  void demands_without_words_demand_nothing() throws IOException {
    assertThat(ask(Ask.all().worded(wording(List.of("!!!"), List.of("---")))).total()).isEqualTo(5);
  }

  @Test
  void as_many_words_are_needed_as_are_asked_for() throws IOException {
    Wording any = Wording.in("en");

    assertThat(found(Ask.words("red carpets sale").worded(any))).hasSize(5);
    assertThat(found(Ask.words("red carpets sale").worded(any.withMatch(Match.MOST))))
        .containsExactlyInAnyOrder("row", "dogs");
    assertThat(found(Ask.words("red sales").worded(any.withMatch(Match.ALL))))
        .containsExactly("row");
  }

  @Test
  void a_synonym_finds_and_counts_less_than_the_word_itself() throws IOException {
    shard.apply(video("couch").titled("the red couch sale").build());
    shard.refresh();

    assertThat(found(Ask.words("couches").worded(synonym(0, 7, "sofa", Match.ANY))))
        .startsWith("couch")
        .contains("row", "apart", "described");
    assertThat(found(Ask.words("red couches").worded(synonym(4, 11, "sofa", Match.ALL))))
        .contains("couch", "row", "apart")
        .doesNotContain("dogs");
  }

  @Test
  void a_synonym_of_several_words_is_found_in_a_row() throws IOException {
    assertThat(found(Ask.words("canape").worded(synonym(0, 6, "red sofa", Match.ANY))))
        .containsExactlyInAnyOrder("row", "described", "said");
  }

  @Test
  void a_phrase_is_marked_as_one_and_only_as_one() throws IOException {
    Wording phrase = wording(List.of("red sofa"), List.of());

    assertThat(search.fetch(new FetchQuery(List.of("row", "apart"), "the red sofa", phrase, null)))
        .extracting(video -> video.highlights().get("title"))
        .containsExactly(List.of("<em>the</em> <em>red sofa</em> sale"), null);
  }
}
