package io.kinora.verticles.live;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to one client: written as long as the connection takes it, then kept, up to a
 * number of bytes. Nothing is allocated for a client that reads.
 */
final class Outbox {

  /** What a frame costs beside its text. */
  private static final int OVERHEAD = 64;

  private final Wire wire;
  private final int mostBytes;
  private final LongAdder allQueued;
  private @Nullable ArrayDeque<Frame> queue;
  private int bytes;

  /**
   * @param allQueued counts the bytes of all outboxes
   */
  Outbox(Wire wire, int mostBytes, LongAdder allQueued) {
    this.wire = wire;
    this.mostBytes = mostBytes;
    this.allQueued = allQueued;
  }

  /** Whether a frame would be written at once. */
  boolean open() {
    return queue == null && !wire.full();
  }

  /**
   * @return false if there is no room
   */
  boolean offer(Frame frame) {
    if (open()) {
      wire.write(frame);
      return true;
    }
    int size = size(frame);
    if (bytes + size > mostBytes) {
      return false;
    }
    if (queue == null) {
      queue = new ArrayDeque<>(4);
    }
    queue.add(frame);
    count(size);
    return true;
  }

  /**
   * Writes what waits, as far as the connection takes it.
   *
   * @return whether nothing waits any more and more may be written
   */
  boolean flush() {
    while (queue != null && !wire.full()) {
      Frame frame = queue.poll();
      if (frame == null || queue.isEmpty()) {
        queue = null;
      }
      if (frame != null) {
        count(-size(frame));
        wire.write(frame);
      }
    }
    return open();
  }

  /** Whether something waits. */
  boolean waiting() {
    return queue != null;
  }

  /** Gives up what waits. */
  void drop() {
    queue = null;
    count(-bytes);
  }

  private void count(int change) {
    bytes += change;
    allQueued.add(change);
  }

  private static int size(Frame frame) {
    return OVERHEAD + ByteBufUtil.utf8Bytes(frame.json());
  }
}
