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
  private static final long RETRY_AFTER_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long ERASURES_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final InteractionRepository events;
  private final ViewerRepository viewers;
  private final ViewerStateRepository states;
  private final ErasureNotice erasures;
  private final int tableDays;
  private final int forgetAfterDays;
  private volatile long dailyAt = System.nanoTime();
  private long erasuresAt = System.nanoTime();
  private Future<Void> daily = Future.succeededFuture();

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

  /**
   * Begins what is due; mostly nothing is. Reading does not wait for it: what fails is said, and
   * tried again in some minutes.
   */
  void run() {
    long now = System.nanoTime();
    if (now - dailyAt >= 0 && daily.isComplete()) {
      dailyAt = now + DAILY_EVERY_NANOS;
      daily =
          daily(LocalDate.now(ZoneOffset.UTC))
              .onFailure(
                  failure -> {
                    dailyAt = now + RETRY_AFTER_NANOS;
                    LOG.warn(
                        "Upkeep of what viewers did failed and is tried again: {}",
                        failure.getMessage());
                  });
    }
    if (now - erasuresAt >= 0) {
      erasuresAt = now + ERASURES_EVERY_NANOS;
      erasures
          .announceRest()
          .onFailure(failure -> LOG.warn("Telling of erasures failed: {}", failure.getMessage()));
    }
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
