package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.SearchRequest.Collapse;
import io.kinora.search.SharedKeys;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class TotalTest {

  private static Gathered found(long total, boolean exact, SharedKeys keys) {
    return new Gathered(List.of(), total, exact, Map.of(), Map.of(), List.of(), keys, false);
  }

  private static ListRules onceAChannel() {
    RandomRequest request = new RandomRequest(new Random(1)).withoutRules();
    request.collapse = Collapse.CHANNEL;
    return ListRules.withoutDiversity(request.get());
  }

  @Test
  void with_each_channel_shown_once_it_is_the_channels_and_the_videos_without_one() {
    SharedKeys keys = SharedKeys.of(90, new long[] {1, 2, 3}, 3);

    assertThat(Total.of(found(100, true, keys), onceAChannel(), 5, false))
        .isEqualTo(new Total(13, true));
  }

  @Test
  void videos_that_were_counted_up_to_a_bound_only_do_not_take_away_from_the_channels() {
    long[] channels = new Random(1).longs(700).toArray();
    SharedKeys keys = SharedKeys.of(5000, channels, channels.length);

    assertThat(Total.of(found(1001, false, keys), onceAChannel(), 20, false))
        .isEqualTo(new Total(700, false));
  }

  @Test
  void of_two_looks_at_a_list_the_one_that_knows_of_more_counts() {
    Total few = new Total(0, false);
    Total many = new Total(60, true);

    assertThat(few.or(many)).isEqualTo(many);
    assertThat(many.or(few)).isEqualTo(many);
    assertThat(many.or(new Total(60, false))).isEqualTo(many);
    assertThat(many.atLeast(60)).isEqualTo(many);
    assertThat(many.atLeast(61)).isEqualTo(new Total(61, false));
  }
}
