package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ShownIdsTest {

  @ParameterizedTest
  @CsvSource({"1, 0", "20, 0", "250, 0", "500, 0.0005", "1000, 0.005"})
  void none_that_was_shown_is_denied_and_few_others_are_claimed(int count, double mayClaim) {
    ShownIds shown = ShownIds.NONE;
    for (int i = 0; i < count; i += 10) {
      shown = shown.with(ids("shown", i, Math.min(count, i + 10)));
    }
    ByteBuffer bytes = ByteBuffer.allocate(ShownIds.MOST_BYTES);
    shown.write(bytes);
    ShownIds read = ShownIds.read(bytes.flip());

    assertThat(read).isEqualTo(shown);
    assertThat(ids("shown", 0, count)).allMatch(read::contains);
    long claimed = ids("other", 0, 20_000).stream().filter(read::contains).count();
    assertThat(claimed / 20_000.0).isLessThanOrEqualTo(mayClaim);
  }

  @Test
  void more_than_a_list_can_be_long_are_refused() {
    List<String> many = ids("a", 0, 1001);

    assertThatIllegalArgumentException().isThrownBy(() -> ShownIds.NONE.with(many));
  }

  private static List<String> ids(String name, int from, int to) {
    return new ArrayList<>(IntStream.range(from, to).mapToObj(i -> name + i).toList());
  }
}
