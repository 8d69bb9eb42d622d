package io.kinora.verticles.live;

import io.kinora.cluster.log.LogReader;
import io.kinora.cluster.log.LogRecord;
import io.kinora.cluster.log.LogTruncatedException;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.cluster.log.Topics;
import io.kinora.indexing.shard.LoneVideo;
import io.kinora.verticles.Backoff;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.live.Missed.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what subscriptions have missed: from the records in memory, else from the log. A few
 * threads do it, each for many subscriptions in one pass, so that a thousand clients that come back
 * at once cost one reading of the log and not a thousand.
 */
final class Replays {

  private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
  private static final int THREADS = 2;
  private static final int AT_ONCE = 1_000;
  private static final int MOST_WAITING = 50_000;
  private static final int ATTEMPTS = 4;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LOOK_UP_PATIENCE = Duration.ofSeconds(3);
  private static final int LOOKED_UP_AT_ONCE = 500;

  private final LiveFeed feed;
  private final String bootstrap;
  private final Supplier<LoneVideo> videos;
  private final BlockingQueue<Replay> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final List<Thread> threads = new ArrayList<>();

  Replays(LiveFeed feed, String bootstrap, Supplier<LoneVideo> videos) {
    this.feed = feed;
    this.bootstrap = bootstrap;
    this.videos = videos;
    for (int i = 1; i <= THREADS; i++) {
      threads.add(Thread.ofPlatform().name("live-replay-" + i).daemon().start(this::serve));
    }
  }

  int waiting() {
    return waiting.size();
  }

  /** Its session is told, on its loop, what came of it. */
  void submit(Replay replay) {
    if (!waiting.offer(replay)) {
      fail(replay, new OverloadedException("too many subscriptions are being resumed", 2));
    }
  }

  private void serve() {
    List<Replay> batch = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, AT_ONCE - 1);
        feed.meters().resumed(batch.size());
        run(List.copyOf(batch));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException failure) {
        LOG.error("{} subscriptions could not be resumed", batch.size(), failure);
        batch.forEach(replay -> fail(replay, failure));
      }
      batch.clear();
    }
  }

  private void run(List<Replay> batch) throws InterruptedException {
    List<Replay> left = batch;
    Backoff backoff = new Backoff(LONGEST_PAUSE);
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      Missed missed = new Missed(left, feed.config().replayItems(), videos.get());
      try {
        read(missed);
        finish(missed);
        return;
      } catch (LogTruncatedException gone) {
        left = withoutLost(left, gone);
      } catch (LogUnavailableException away) {
        if (attempt >= ATTEMPTS) {
          left.forEach(
              replay -> fail(replay, new OverloadedException("the log cannot be read", 5)));
          return;
        }
        Thread.sleep(backoff.next());
      }
    }
  }

  private List<Replay> withoutLost(List<Replay> replays, LogTruncatedException gone) {
    List<Replay> left = new ArrayList<>();
    for (Replay replay : replays) {
      if (replay.from() > gone.end()) {
        lose(replay, LiveFeed.REPLACED);
      } else if (replay.from() < gone.first()) {
        lose(replay, LiveFeed.RETENTION);
      } else {
        left.add(replay);
      }
    }
    return left;
  }

  private void read(Missed missed) {
    // A position past the end of the log is told by the log only.
    boolean plain = missed.from() < missed.until() && missed.last() <= missed.until();
    List<Announced> recent = plain ? feed.recent().since(missed.from(), missed.until()) : null;
    if (recent == null) {
      readLog(missed);
      return;
    }
    recent.forEach(missed::look);
  }

  private void readLog(Missed missed) {
    try (LogReader reader = LogReader.open(bootstrap, Topics.PUBLISHED, 0, missed.from())) {
      long end = reader.endOffset();
      long start = reader.startOffset();
      if (missed.last() > end || missed.from() < start) {
        throw new LogTruncatedException(Topics.PUBLISHED, 0, missed.from(), start, end);
      }
      while (reader.position() < missed.until()) {
        List<LogRecord> records = reader.poll(POLL);
        for (LogRecord record : records) {
          look(record, missed);
        }
        if (records.isEmpty() && reader.position() >= end) {
          return;
        }
      }
    }
  }

  private static void look(LogRecord record, Missed missed) {
    if (record.offset() < missed.until()) {
      try {
        missed.look(Announced.of(record));
      } catch (IllegalArgumentException unreadable) {
        LOG.warn("Record {} of what was new cannot be read: {}", record.offset(), unreadable);
      }
    }
  }

  private void finish(Missed missed) throws InterruptedException {
    Set<String> there = stillThere(missed.ids());
    if (!feed.replayMemory().take(missed.bytes())) {
      missed.forEach(
          (replay, found) ->
              fail(replay, new OverloadedException("many clients take what they missed", 5)));
      return;
    }
    long[] rest = {missed.bytes()};
    missed.forEach(
        (replay, found) -> {
          if (!replay.epoch().equals(feed.epoch())) {
            lose(replay, LiveFeed.REPLACED);
            return;
          }
          long share = missed.share(found);
          rest[0] -= share;
          hand(replay, found, there, share);
        });
    feed.replayMemory().give(rest[0]);
  }

  private static void hand(Replay replay, Found found, Set<String> there, long bytes) {
    List<Held> items =
        found.items().stream().filter(held -> there.contains(held.item().id())).toList();
    replay
        .loop()
        .post(() -> replay.subscription().replayed(items, bytes, found.left(), found.leftUntil()));
  }

  /** What was deleted since is not shown. While nobody can tell, nothing more is deleted either. */
  private Set<String> stillThere(List<String> ids) throws InterruptedException {
    Set<String> there = new HashSet<>();
    for (int i = 0; i < ids.size(); i += LOOKED_UP_AT_ONCE) {
      List<String> some = ids.subList(i, Math.min(ids.size(), i + LOOKED_UP_AT_ONCE));
      try {
        there.addAll(
            feed.present()
                .apply(some)
                .toCompletionStage()
                .toCompletableFuture()
                .get(LOOK_UP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException | TimeoutException away) {
        LOG.debug("It is not known which videos were deleted since", away);
        there.addAll(some);
      }
    }
    return there;
  }

  private static void lose(Replay replay, String reason) {
    replay.loop().post(() -> replay.subscription().lost(replay.until(), reason));
  }

  private static void fail(Replay replay, Throwable failure) {
    replay.loop().post(() -> replay.subscription().notReplayed(failure));
  }

  void close() {
    threads.forEach(Thread::interrupt);
  }
}
