package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private final ReplayMemory memory = new ReplayMemory(1_000);

  private static Held held(long offset) {
    return new Held(new LiveItem(offset, 0, "v" + offset, "{"), null);
  }

  private static List<Held> held(long from, long until) {
    return LongStream.range(from, until).mapToObj(BacklogTest::held).toList();
  }

  @Test
  void what_was_missed_comes_before_what_is_new_and_all_in_order() {
    Backlog backlog = new Backlog(memory);
    backlog.add(held(7));
    backlog.add(held(8));
    backlog.precededBy(held(3, 7), 0);

    for (long offset = 3; offset < 9; offset++) {
      assertThat(backlog.next()).isEqualTo(held(offset));
    }
    assertThat(backlog.next()).isNull();
  }

  @Test
  void only_so_much_may_come_while_a_client_takes_what_it_missed() {
    Backlog backlog = new Backlog(memory);
    for (int i = 0; i < Backlog.MOST_NEWER; i++) {
      assertThat(backlog.add(held(i))).isTrue();
    }
    assertThat(backlog.add(held(5_000))).isFalse();
    assertThat(backlog.last()).isEqualTo(held(Backlog.MOST_NEWER - 1L));
  }

  @Test
  void memory_is_taken_until_it_is_full_and_given_back_once() {
    assertThat(memory.take(900)).isTrue();
    assertThat(memory.take(200)).isFalse();
    Backlog backlog = new Backlog(memory);
    backlog.precededBy(held(0, 3), 900);
    assertThat(memory.taken()).isEqualTo(900);

    backlog.drop();
    backlog.drop();

    assertThat(memory.taken()).isZero();
    assertThat(memory.take(1_000)).isTrue();
  }
}
