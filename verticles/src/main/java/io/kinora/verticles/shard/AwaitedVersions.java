package io.kinora.verticles.shard;

import io.vertx.core.eventbus.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writers that wait until searches of a shard see what they wrote. For one event loop. */
final class AwaitedVersions {

  private static final Logger LOG = LoggerFactory.getLogger(AwaitedVersions.class);
  private static final int MOST_WAITING = 10_000;

  private record Waiting(Message<ShardMessages.Visible> message, long deadlineNanos) {}

  private final int shard;
  private final LiveShard live;
  private final List<Waiting> waiting = new ArrayList<>();

  AwaitedVersions(int shard, LiveShard live) {
    this.shard = shard;
    this.live = live;
  }

  /** Answers once the version is visible, the patience has come to its end, or too many wait. */
  void asked(Message<ShardMessages.Visible> message) {
    ShardMessages.Visible asked = message.body();
    long now = seen(asked.id());
    if (now >= asked.version() || asked.patienceMs() <= 0 || waiting.size() >= MOST_WAITING) {
      message.reply(new ShardMessages.Seen(now));
      return;
    }
    waiting.add(
        new Waiting(message, System.nanoTime() + Duration.ofMillis(asked.patienceMs()).toNanos()));
  }

  /**
   * A shard that cannot be read sees nothing: whoever waits goes on waiting until it is rebuilt or
   * the time is up.
   */
  private long seen(String id) {
    try {
      return live.shard().visibleVersion(id);
    } catch (IOException unreadable) {
      LOG.warn("Shard {} cannot be read: {}", shard, unreadable.toString());
      return 0;
    }
  }

  /** Answers all for whom the time has come. */
  void answer() {
    long time = System.nanoTime();
    waiting.removeIf(
        one -> {
          long now = seen(one.message().body().id());
          boolean done = now >= one.message().body().version() || time - one.deadlineNanos() >= 0;
          if (done) {
            one.message().reply(new ShardMessages.Seen(now));
          }
          return done;
        });
  }
}
