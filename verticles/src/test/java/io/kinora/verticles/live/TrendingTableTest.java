package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.live.TrendingTable.Row;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendingTableTest {

  private static List<Row> rows(String... ids) {
    return IntStream.range(0, ids.length)
        .mapToObj(i -> new Row(ids[i], null, "{\"id\":\"" + ids[i] + "\"", 1, 0))
        .toList();
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    IntStream.of(set).forEach(bits::set);
    return bits;
  }

  @Test
  void only_rows_with_another_video_have_changed() {
    TrendingTable before = TrendingTable.EMPTY.then(rows("a", "b", "c"), 1, 0);
    TrendingTable after = before.then(rows("a", "c", "b"), 2, 0);

    assertThat(before.changedSince(TrendingTable.EMPTY)).isEqualTo(bits(0, 1, 2));
    assertThat(after.changedSince(before)).isEqualTo(bits(1, 2));
    assertThat(before.then(rows("a", "b", "c"), 3, 0).changedSince(before)).isEqualTo(bits());
  }

  @Test
  void a_list_that_has_become_shorter_leaves_empty_rows_once() {
    TrendingTable before = TrendingTable.EMPTY.then(rows("a", "b"), 1, 0);
    TrendingTable shorter = before.then(rows("a"), 2, 0);

    assertThat(shorter.changedSince(before)).isEqualTo(bits(1));
    assertThat(shorter.row(1).hit()).isNull();
    assertThat(shorter.then(rows("a"), 3, 0).changedSince(shorter)).isEqualTo(bits());
  }

  @Test
  void each_row_that_a_shorter_list_empties_has_a_token_of_its_own() {
    TrendingTable before = TrendingTable.EMPTY.then(rows("a", "b", "c", "d"), 1, 0);
    TrendingTable shorter = before.then(rows("a"), 100, 0);

    assertThat(shorter.changedSince(before)).isEqualTo(bits(1, 2, 3));
    assertThat(shorter.rows().stream().map(Row::tick)).doesNotHaveDuplicates().hasSize(4);
  }
}
