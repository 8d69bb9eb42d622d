package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.indexing.shard.VideoCard;
import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse.Spelling;
import io.kinora.search.Wording;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconPart;
import io.kinora.search.lexicon.WordCounts;
import io.kinora.search.understand.CatalogueUnderstanding;
import io.kinora.search.understand.QueryFrequency;
import io.kinora.search.understand.QueryHistory;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.search.ShardGather.Gathered;
import io.kinora.verticles.shard.ShardMessages.Known;
import io.kinora.verticles.shard.ShardMessages.KnownWords;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Which words are searched for, and which answer is given if one of two is late. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SpellingPassTest {

  private final NodesOnBus bus = new NodesOnBus();
  private final Account account = new Account(Deadline.in(60_000));
  private final Map<String, SpellingPass.Search> answers = new HashMap<>();

  @AfterEach
  void close() {
    bus.close();
  }

  private Attempt run(String typed) throws TimeoutException {
    CatalogueUnderstanding catalogue =
        new CatalogueUnderstanding(QueryHistory.NONE, new QueryFrequency.Thresholds(50, 3, 10));
    WordCounts words =
        new WordCounts(
            new String[] {"house", "keeper", "light", "lighthouse"}, new int[] {1, 20, 1, 30});
    catalogue.learn(Lexicon.of(new LexiconPart(1000, words, List.of(), new TreeMap<>(), null)));
    WordLookup lookup =
        new WordLookup(
            bus.calls(List.of("here"), "here", shard -> new NewWords()), new ShardRouting(1));
    return new SpellingPass(catalogue, lookup)
        .run(
            TestRequests.words(typed),
            new UnderstoodQuery(typed, "en"),
            null,
            account,
            said -> answers.get(said.text()).in(said));
  }

  private void finding(String words, int hits) {
    answers.put(words, said -> attempt(said, hits, hits, false));
  }

  private static Attempt attempt(UnderstoodQuery said, int matches, int hits, boolean cutShort) {
    SearchRequest request = TestRequests.words(said.text());
    Ask ask =
        new Ask(
            request,
            said,
            Wording.PLAIN,
            new RetrievalPlan(Set.of(), null, null, null),
            Session.begun());
    Gathered found =
        new Gathered(List.of(), matches, true, Map.of(), Map.of(), List.of(), null, cutShort);
    List<Ranked> ranked = Collections.nCopies(hits, new Ranked(CANDIDATE, 0, null));
    return new Attempt(ask, new Page(found, new Total(matches, true), ranked, null), null);
  }

  private static final Candidate CANDIDATE =
      new Candidate(
          new VideoCard("v", null, Long.MIN_VALUE, -1, 0, 0, null),
          new float[Retriever.values().length],
          0,
          -1,
          null);

  @Test
  void words_that_no_video_has_are_searched_for_as_they_were_meant() throws TimeoutException {
    finding("lighthouse", 3);

    Attempt attempt = run("lighhouse");

    assertThat(attempt.understood().text()).isEqualTo("lighthouse");
    assertThat(attempt.spelling()).isEqualTo(new Spelling("lighthouse", true));
  }

  @Test
  void where_they_find_none_either_the_words_as_typed_count() throws TimeoutException {
    finding("lighthouse", 0);
    finding("lighhouse", 2);

    Attempt attempt = run("lighhouse");

    assertThat(attempt.understood().text()).isEqualTo("lighhouse");
    assertThat(attempt.spelling()).isEqualTo(new Spelling("lighthouse", false));
  }

  @Test
  void without_time_for_the_words_as_typed_what_is_in_hand_is_the_answer() throws TimeoutException {
    answers.put("lighthouse", said -> attempt(said, 0, 4, false));
    answers.put("lighhouse", SpellingPassTest::late);

    Attempt attempt = run("lighhouse");

    assertThat(attempt.page().ranked()).hasSize(4);
    assertThat(attempt.spelling()).isEqualTo(new Spelling("lighthouse", true));
    assertThat(account.missing()).containsExactly("the words as typed: no time");
  }

  @Test
  void words_as_typed_that_were_cut_short_do_not_replace_what_is_in_hand() throws TimeoutException {
    answers.put("lighthouse", said -> attempt(said, 0, 4, false));
    answers.put("lighhouse", said -> attempt(said, 0, 0, true));

    assertThat(run("lighhouse").page().ranked()).hasSize(4);
  }

  @Test
  void with_no_room_for_another_reading_of_the_blanks_the_first_is_the_answer()
      throws TimeoutException {
    finding("light house", 2);
    answers.put(
        "lighthouse",
        said -> {
          throw new OverloadedException("every shard is busy", 1);
        });

    Attempt attempt = run("light house");

    assertThat(attempt.page().ranked()).hasSize(2);
    assertThat(attempt.spelling()).isNull();
    assertThat(account.missing())
        .containsExactly("the words as they were meant: every shard is busy");
  }

  @Test
  void with_nothing_in_hand_being_late_is_being_late() {
    answers.put("lighthouse", SpellingPassTest::late);

    assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> run("lighhouse"));
  }

  private static Attempt late(UnderstoodQuery said) throws TimeoutException {
    throw new TimeoutException("no shard answered in time");
  }

  /** No video has any of the words that are looked up. */
  private static final class NewWords extends SilentReplica {

    @Override
    public KnownWords known(Known question) {
      return new KnownWords(question.words().stream().map(word -> false).toList());
    }
  }
}
