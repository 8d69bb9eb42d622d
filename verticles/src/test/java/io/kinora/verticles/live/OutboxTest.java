package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class OutboxTest {

  /** A connection that takes only so much. */
  private static final class NarrowWire implements Wire {
    private final List<String> written = new ArrayList<>();
    private int room;

    @Override
    public boolean full() {
      return room == 0;
    }

    @Override
    public void write(Frame frame) {
      assertThat(room).as("room when written").isPositive();
      room--;
      written.add(frame.json());
    }

    @Override
    public void end(Bye reason, long retryAfterMs) {}
  }

  private final NarrowWire wire = new NarrowWire();
  private final LongAdder queued = new LongAdder();
  private final Outbox outbox = new Outbox(wire, 500, queued);

  private static Frame frame(String text) {
    return new Frame("item", null, text);
  }

  @Test
  void what_the_connection_takes_is_written_at_once() {
    wire.room = 1;

    assertThat(outbox.offer(frame("a"))).isTrue();
    assertThat(wire.written).containsExactly("a");
    assertThat(outbox.waiting()).isFalse();
    assertThat(queued.sum()).isZero();
  }

  @Test
  void what_it_does_not_take_waits_and_goes_out_in_order_as_there_is_room() {
    outbox.offer(frame("a"));
    outbox.offer(frame("b"));
    wire.room = 1;
    assertThat(outbox.flush()).isFalse();
    assertThat(outbox.offer(frame("c"))).as("not past b").isTrue();
    assertThat(wire.written).containsExactly("a");
    wire.room = 5;

    assertThat(outbox.flush()).isTrue();
    assertThat(wire.written).containsExactly("a", "b", "c");
    assertThat(queued.sum()).isZero();
  }

  @Test
  void what_is_beyond_the_limit_in_bytes_is_not_taken() {
    assertThat(outbox.offer(frame("x".repeat(400)))).isTrue();
    assertThat(outbox.offer(frame("\u20ac".repeat(40)))).as("three bytes each").isFalse();
    assertThat(queued.sum()).isBetween(400L, 500L);

    outbox.drop();
    assertThat(queued.sum()).isZero();
    assertThat(outbox.offer(frame("\u20ac".repeat(40)))).isTrue();
  }
}
