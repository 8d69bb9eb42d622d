package io.kinora.ranking.rerank;

import static io.kinora.ranking.CandidateFixture.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.ranking.Ranked;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChannelCollapseRerankerTest {

  private static Ranked ranked(String id, String channel) {
    return new Ranked(candidate(id, channel, 0, 0), 1, null);
  }

  @Test
  void a_channel_is_shown_once_with_its_best_and_videos_without_one_all_stay() {
    List<Ranked> page =
        List.of(
            ranked("a1", "a"),
            ranked("x", null),
            ranked("b1", "b"),
            ranked("a2", "a"),
            ranked("y", null));

    assertThat(new ChannelCollapseReranker().rerank(page))
        .extracting(each -> each.candidate().id())
        .containsExactly("a1", "x", "b1", "y");
  }
}
