package io.kinora.verticles.shard;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.UnreadableShardException;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.search.suggest.ShardSuggest;
import io.kinora.verticles.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shard as it is served: the index, what searches it, and the thread that feeds it. The index is
 * replaced while the node runs:
 *
 * <ul>
 *   <li>by an empty one that is filled from the log, if it is damaged, gone, or of another log
 *   <li>by its own last commit, if its writer gave up, as on a full disk; what is visible stays so
 *       until the disk takes something again
 * </ul>
 */
final class LiveShard {

  private static final Logger LOG = LoggerFactory.getLogger(LiveShard.class);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  /** Failures closer together than this are one to whoever reads the log. */
  private static final Duration EPISODE = Duration.ofMinutes(1);

  private record Served(Shard shard, ShardSearch search, ShardSuggest suggest, ShardFeed feed) {}

  private final ShardVerticle.Source source;
  private final ShardFolder folder;
  private final ShardSearchConfig searchConfig;
  private final Duration refresh;
  private final Runnable visible;
  private final CountDownLatch stop = new CountDownLatch(1);

  private volatile Served served;
  private volatile boolean rebuilding;

  /** What is served was found damaged, is closed, and must not be looked at again. */
  private volatile boolean damaged;

  private volatile String trouble = "";
  private Thread feeding;
  private Backoff backoff = new Backoff(LONGEST_PAUSE);
  private long lastFailure;

  private LiveShard(
      ShardVerticle.Source source,
      ShardFolder folder,
      ShardSearchConfig searchConfig,
      Duration refresh,
      Runnable visible)
      throws IOException {
    this.source = source;
    this.folder = folder;
    this.searchConfig = searchConfig;
    this.refresh = refresh;
    this.visible = visible;
    this.served = open();
    this.feeding = Thread.ofPlatform().name(name() + "-feed").daemon().unstarted(this::keepFed);
  }

  /**
   * Opens the index, or starts a new one, and feeds it from now on. Blocks.
   *
   * @param visible told after each refresh that showed something new
   */
  static LiveShard open(
      ShardVerticle.Source source,
      ShardFolder folder,
      ShardSearchConfig searchConfig,
      Duration refresh,
      Runnable visible)
      throws IOException {
    LiveShard live = new LiveShard(source, folder, searchConfig, refresh, visible);
    live.feeding.start();
    return live;
  }

  Shard shard() {
    return served.shard();
  }

  ShardSearch search() {
    return served.search();
  }

  ShardSuggest suggest() {
    return served.suggest();
  }

  /** Whether searches see all that the log held when the index was opened. */
  boolean caughtUp() {
    return served.feed().caughtUp();
  }

  /** Whether searches see what is new; see {@link ShardFeed#current}. */
  boolean current() {
    return served.feed().current();
  }

  long behind() {
    return served.feed().behind();
  }

  /** Up to which offset searches see the log; see {@link ShardFeed#shown}. */
  long shown() {
    return rebuilding() ? -1 : served.feed().shown();
  }

  /**
   * Whether it is being filled again after it was damaged: what it holds is not to be relied on.
   */
  boolean rebuilding() {
    return damaged || (rebuilding && !caughtUp());
  }

  /** What is wrong just now, or an empty text. */
  String trouble() {
    return trouble.isEmpty() ? served.feed().trouble() : trouble;
  }

  /** For people: how it is. */
  String condition() {
    ShardFeed feed = served.feed();
    if (!trouble().isEmpty()) {
      return trouble();
    }
    String lag = feed.behind() < 0 ? "reading the log" : feed.behind() + " records behind";
    return rebuilding() ? "is being rebuilt from the log, " + lag : lag;
  }

  /** Whether a shard is still what is served, and to be relied on. */
  boolean serves(Shard asked) {
    return asked == served.shard() && !rebuilding();
  }

  /**
   * A search failed as none should: the feed will look whether the index is damaged.
   *
   * @return whether nobody had asked for that since the last look
   */
  boolean suspect() {
    return served.feed().suspect();
  }

  /** Lets the feed commit and end, and closes the index. Blocks. */
  void close() throws IOException, InterruptedException {
    stop.countDown();
    served.feed().stop();
    feeding.join(STOP_PATIENCE);
    served.shard().close();
  }

  /** Deletes what {@link #close} left. Blocks. */
  void delete() throws IOException {
    folder.delete();
  }

  private String name() {
    return "shard-" + source.number();
  }

  private Served open() throws IOException {
    ShardFolder.Opened opened = folder.open();
    if (opened.anew()) {
      rebuilding = true;
    }
    Shard shard = opened.shard();
    try {
      return serve(shard);
    } catch (IOException | RuntimeException | Error failure) {
      boolean rotten = isDamagedAfter(failure, shard);
      closeFailed(shard);
      if (!rotten) {
        throw failure;
      }
      LOG.error("Shard {} is damaged and is rebuilt from the log", source.number(), failure);
      return openEmpty();
    }
  }

  private Served openEmpty() throws IOException {
    rebuilding = true;
    Shard shard = folder.openEmpty();
    try {
      return serve(shard);
    } catch (IOException | RuntimeException | Error failure) {
      closeFailed(shard); // else its lock would refuse the next attempt
      throw failure;
    }
  }

  /** Not all of an index is read to open it: what rots shows where it is read first. */
  private static boolean isDamagedAfter(Throwable failure, Shard shard) {
    try {
      return isDamaged(shard);
    } catch (IOException | RuntimeException | InternalError second) {
      failure.addSuppressed(second);
      return false;
    }
  }

  private Served serve(Shard shard) throws IOException {
    return new Served(
        shard,
        new ShardSearch(shard, searchConfig),
        ShardSuggest.open(shard),
        new ShardFeed(name(), shard, source.logIdentity(), source.log(), refresh, visible));
  }

  private void keepFed() {
    Optional<IOException> failure = served.feed().run();
    while (failure.isPresent() && mend(failure.get())) {
      failure = served.feed().run();
    }
  }

  /**
   * @return false if the shard is to be closed
   */
  private boolean mend(IOException failure) {
    boolean again = System.nanoTime() - lastFailure < EPISODE.toNanos();
    if (!again) {
      backoff = new Backoff(LONGEST_PAUSE);
      LOG.error("Shard {}: {}", source.number(), failure.toString());
    }
    LOG.debug("The failure in full", failure);
    trouble = String.valueOf(failure.getMessage());
    while (!stopsWithin(backoff.next())) {
      try {
        replace();
        trouble = "";
        lastFailure = System.nanoTime();
        return true;
      } catch (IOException | RuntimeException | InternalError still) {
        // Whatever it is: without this thread the shard would stay so until a restart.
        LOG.debug("Shard {} cannot be replaced yet", source.number(), still);
        trouble = String.valueOf(still.getMessage());
      }
    }
    return false;
  }

  private boolean stopsWithin(Duration pause) {
    try {
      return stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void replace() throws IOException {
    Served old = served;
    if (!damaged && isDamaged(old.shard())) {
      LOG.warn("Shard {} is damaged and is rebuilt from the log", source.number());
      damaged = true; // from now on searches are refused
      closeFailed(old.shard());
    }
    if (damaged) {
      served = openEmpty();
      damaged = false;
      return;
    }
    if (old.shard().isWritable()) {
      return;
    }
    folder.requireWritable();
    served = open();
    closeFailed(old.shard());
    LOG.info("Shard {} can be written again", source.number());
  }

  private static boolean isDamaged(Shard shard) throws IOException {
    try {
      shard.verify();
      return false;
    } catch (UnreadableShardException damaged) {
      return true;
    }
  }

  /** Searches under way keep what they have; the rest of it must go. */
  private void closeFailed(Shard shard) {
    try {
      shard.close();
    } catch (IOException | RuntimeException expected) {
      LOG.debug("Shard {} did not close cleanly", source.number(), expected);
    }
  }
}
