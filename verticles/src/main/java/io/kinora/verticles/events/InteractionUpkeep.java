package io.kinora.verticles.events;

import io.kinora.catalog.postgres.InteractionRepository;
import io.kinora.catalog.postgres.ViewerRepository;
import io.kinora.catalog.postgres.ViewerStateRepository;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done now and then beside reading: partitions made ahead, what is past its time
 * forgotten, erasures told that could not be told at once.
 */
public final class InteractionUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(InteractionUpkeep.class);
  private static final long DAILY_EVERY_NANOS = Duration.ofHours(1).toNanos();
  private static final long ERASURES_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final InteractionRepository events;
  private final ViewerRepository viewers;
  private final ViewerStateRepository states;
  private final ErasureNotice erasures;
  private final int tableDays;
  private final int forgetAfterDays;
  private long days = System.nanoTime() - DAILY_EVERY_NANOS;
  private long told = System.nanoTime() - ERASURES_EVERY_NANOS;

  /**
   * @param tableDays how many days of events PostgreSQL keeps, today included
   * @param logDays how many days of events the log keeps
   */
  public InteractionUpkeep(
      InteractionRepository events,
      ViewerRepository viewers,
      ViewerStateRepository states,
      ErasureNotice erasures,
      int tableDays,
      int logDays) {
    this.events = events;
    this.viewers = viewers;
    this.states = states;
    this.erasures = erasures;
    this.tableDays = tableDays;
    this.forgetAfterDays = Math.max(tableDays, logDays) + 1;
  }

  /** Does what is due; mostly nothing is. */
  Future<Void> run() {
    long now = System.nanoTime();
    Future<Void> done = Future.succeededFuture();
    if (now - days >= DAILY_EVERY_NANOS) {
      done = daily(LocalDate.now(ZoneOffset.UTC)).onSuccess(kept -> days = now);
    }
    if (now - told >= ERASURES_EVERY_NANOS) {
      told = now;
      done = done.compose(before -> erasures.announceRest());
    }
    return done;
  }

  /** Viewers whose follows changed within so long before now. */
  Future<List<String>> changedWithin(Duration time) {
    return states.changedSince(Instant.now().minus(time));
  }

  private Future<Void> daily(LocalDate today) {
    LocalDate first = today.minusDays(tableDays - 1L);
    return events
        .keepDays(today, first)
        .onSuccess(
            dropped -> {
              if (!dropped.isEmpty()) {
                LOG.info("Events of {} were dropped: past events.table-days", dropped);
              }
            })
        .compose(kept -> states.forgetBefore(first))
        // Who has not been seen for so long has nothing left, in the log neither.
        .compose(kept -> viewers.forgetUnseenSince(today.minusDays(forgetAfterDays)))
        .mapEmpty();
  }
}
