package io.kinora.verticles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.cli.Lines.Line;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Property
  void the_lines_are_those_of_the_text_each_cut_to_what_is_allowed(
      @ForAll @StringLength(max = 40) @CharRange(from = '\n', to = '\r') String ends,
      @ForAll @IntRange(min = 1, max = 50_000) int length,
      @ForAll @IntRange(min = 1, max = 50_000) int longest)
      throws IOException {
    String text = "x".repeat(length) + ends + "y".repeat(length);

    List<Line> read = new ArrayList<>();
    try (Lines lines = new Lines(new StringReader(text), longest)) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
      }
    }

    assertThat(read)
        .isEqualTo(
            Arrays.stream(text.split("\n"))
                .map(l -> new Line(l.substring(0, Math.min(l.length(), longest)), l.length()))
                .toList());
  }

  @Test
  void a_line_longer_than_any_text_can_be_is_passed_over() throws IOException {
    long length = Integer.MAX_VALUE + 10L;
    try (Lines lines = new Lines(new Endless(length), 5)) {
      assertThat(lines.next()).isEqualTo(new Line("xxxxx", length));
      assertThat(lines.next()).isNull();
    }
  }

  /** So many x, made as they are read. */
  private static final class Endless extends Reader {

    private long left;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read(char[] into, int from, int most) {
      int count = (int) Math.min(left, most);
      Arrays.fill(into, from, from + count, 'x');
      left -= count;
      return count == 0 ? -1 : count;
    }

    @Override
    public void close() {}
  }
}
