package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.Mode;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.Wording;
import io.kinora.search.understand.QueryClass;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What settings make of the retrievers. */
final class RetrievalPolicyTest {

  private static RetrievalPolicy with(Map<String, String> settings) {
    NodeConfig config = NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()));
    return new RetrievalPolicy(config.retrieval(), 100, 100, config.search().match());
  }

  @Test
  void without_a_word_all_retrievers_are_in_play_and_bring_the_window() {
    RetrievalPolicy usual = with(Map.of());

    assertThat(usual.inPlay(QueryClass.TORSO)).containsExactlyInAnyOrder(Retriever.values());
    assertThat(usual.windows(QueryClass.TORSO, 100)).isEmpty();
    assertThat(usual.weights(QueryClass.TAIL))
        .isEqualTo(
            Map.of(
                Retriever.LEXICAL, 1.0,
                Retriever.SEMANTIC, 1.5,
                Retriever.FRAME, 0.4,
                Retriever.VIDEO, 0.4));
  }

  @Test
  void queries_that_hardly_anybody_asks_need_fewer_of_their_words() {
    assertThat(with(Map.of()).match(QueryClass.HEAD)).isEqualTo(Wording.Match.ANY);
    RetrievalPolicy strict = with(Map.of("search.match", "all"));
    assertThat(strict.match(QueryClass.TORSO)).isEqualTo(Wording.Match.ALL);
    assertThat(strict.match(QueryClass.TAIL)).isEqualTo(Wording.Match.MOST);
    assertThat(with(Map.of("search.match", "most")).match(QueryClass.TAIL))
        .isEqualTo(Wording.Match.ANY);
  }

  @Test
  void a_class_of_queries_has_its_own_retrievers() {
    RetrievalPolicy policy =
        with(
            Map.of(
                "retrievers.semantic.k", "150",
                "retrievers.tail.semantic.k", "300",
                "retrievers.head.frame.k", "none"));

    assertThat(policy.windows(QueryClass.TORSO, 100)).isEqualTo(Map.of(Retriever.SEMANTIC, 150));
    assertThat(policy.windows(QueryClass.TAIL, 100)).isEqualTo(Map.of(Retriever.SEMANTIC, 300));
    assertThat(policy.inPlay(QueryClass.HEAD)).doesNotContain(Retriever.FRAME);
    assertThat(policy.inPlay(QueryClass.TAIL)).contains(Retriever.FRAME);
  }

  @Test
  void who_pages_deeper_than_the_window_gets_the_same_depth_of_all() {
    RetrievalPolicy policy = with(Map.of("retrievers.semantic.k", "50"));

    assertThat(policy.windows(QueryClass.TORSO, 1000)).isEmpty();
  }

  @Test
  void a_mode_of_which_every_retriever_is_switched_off_is_refused() {
    Set<Retriever> words = EnumSet.of(Retriever.LEXICAL);
    SearchRequest request = TestRequests.of("sea", Mode.SEMANTIC, null);
    RetrievalPlan plan =
        new RetrievalPlan(EnumSet.of(Retriever.SEMANTIC), TestRequests.vector(1, 0), null, null);

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> plan.only(words, request))
        .withMessageContaining("semantic")
        .withMessageContaining("lexical");
  }
}
