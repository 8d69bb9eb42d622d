package io.kinora.cluster.counters;

import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionType;
import io.kinora.catalog.VideoFacts;
import io.kinora.catalog.ViewerKey;
import io.kinora.catalog.ViewerKeys;
import io.kinora.catalog.wire.InteractionCodec;
import io.kinora.catalog.wire.MalformedStateException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts one partition of the log, record by record. */
final class CountingProcessor implements Processor<String, byte[], Void, Void> {

  private static final Logger LOG = LoggerFactory.getLogger(CountingProcessor.class);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
  private static final Duration SWEEP_FOR = Duration.ofMillis(20);

  /** Shorter than a transaction may last: what is open would be lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration AGAIN_AFTER = Duration.ofMillis(250);

  private final ViewerKeys keys;
  private final CounterJob.Facts facts;

  @SuppressWarnings("NullAway.Init") // set by init(), before anything else is called
  private StreamStores stores;

  @SuppressWarnings("NullAway.Init")
  private Counting counting;

  CountingProcessor(ViewerKeys keys, CounterJob.Facts facts) {
    this.keys = keys;
    this.facts = facts;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    stores = new StreamStores(context);
    counting = new Counting(stores);
    context.schedule(
        SWEEP_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        nowMs -> {
          stores.sweepBuckets(nowMs, SWEEP_FOR);
          stores.sweepViewers(nowMs);
        });
  }

  @Override
  public void process(Record<String, byte[]> record) {
    String viewer = record.key();
    if (record.value() == null) {
      stores.forgetViewer(viewer);
      return;
    }
    ViewerKey key = await(() -> keys.of(Set.of(viewer)), "the keys of viewers").get(viewer);
    if (key == null) {
      return; // erased
    }
    Interaction event = open(viewer, record.value(), key);
    if (event != null) {
      counting.count(event, durationMs(event), key);
    }
  }

  private static @Nullable Interaction open(String viewer, byte[] sealed, ViewerKey key) {
    try {
      Optional<Interaction> opened = InteractionCodec.open(viewer, sealed, key);
      return opened.orElse(null);
    } catch (MalformedStateException unreadable) {
      LOG.error(
          "A record of what viewers did cannot be read and is skipped: {}",
          unreadable.getMessage());
      return null;
    }
  }

  private long durationMs(Interaction event) {
    String video = event.videoId();
    if (video == null || event.type() != InteractionType.WATCH) {
      return 0;
    }
    Map<String, VideoFacts> found = await(() -> facts.of(Set.of(video)), "the facts of videos");
    return found.getOrDefault(video, VideoFacts.UNKNOWN).durationMs();
  }

  /**
   * Asks until there is an answer: to fail means to begin anew from what is committed, which takes
   * longer than most absences last.
   */
  private static <T> T await(Supplier<CompletionStage<T>> question, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
        try {
          return question.get().toCompletableFuture().get(left, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
          if (left <= AGAIN_AFTER.toMillis()) {
            throw new StreamsException("asking for " + what + " failed", failed);
          }
          TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER.toMillis());
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StreamsException("interrupted", interrupted);
    }
  }
}
