package io.kinora.catalog.postgres;

import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionRules;
import io.kinora.catalog.ViewerKey;
import io.kinora.catalog.wire.InteractionCodec;
import io.kinora.catalog.wire.MalformedStateException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view of the log of interactions in PostgreSQL: the table of events, each once, and what came
 * of them. The position in the log is written with them in one transaction, so that a crash, a
 * replay or two readers at a time change nothing.
 *
 * <p>Records are unsealed on the caller's Vert.x context: call from a virtual thread.
 */
public final class InteractionRepository {

  private static final Logger LOG = LoggerFactory.getLogger(InteractionRepository.class);

  /** Partitions are made so many days ahead. */
  private static final int DAYS_AHEAD = 2;

  // A position in another log is none in this one.
  private static final String POSITIONS =
      """
      INSERT INTO interaction_position AS p (partition, log, next_offset)
      SELECT partition, $1, 0 FROM generate_series(0, $2 - 1) AS partition
      ON CONFLICT (partition) DO UPDATE
      SET log = excluded.log,
          next_offset = CASE WHEN p.log = excluded.log THEN p.next_offset ELSE 0 END
      RETURNING partition, next_offset
      """;

  private static final String LOCK =
      """
      SELECT partition, next_offset FROM interaction_position
      WHERE partition = ANY($1::int[]) AND log = $2 ORDER BY partition FOR UPDATE
      """;

  private static final String MOVE =
      """
      UPDATE interaction_position p SET next_offset = w.next_offset
      FROM unnest($1::int[], $2::bigint[]) AS w(partition, next_offset)
      WHERE p.partition = w.partition
      """;

  private static final String KNOWN =
      """
      SELECT i.viewer, i.event_id, i.received_at
      FROM unnest($1::text[], $2::text[]) AS e(viewer, event_id)
      JOIN interaction i ON i.viewer = e.viewer AND i.event_id = e.event_id
      WHERE i.received_at > $3 AND i.received_at < $4
      """;

  private static final String SEEN =
      """
      UPDATE viewer SET seen = current_date
      WHERE pseudonym = ANY($1::text[]) AND seen < current_date
      """;

  private final Pool pool;
  private volatile Set<LocalDate> days = Set.of();
  private volatile LocalDate firstKept = LocalDate.MIN;

  public InteractionRepository(Pool pool) {
    this.pool = pool;
  }

  /** A record of the log: the viewer's pseudonym and sealed bytes, or none if they were erased. */
  public record Sealed(String viewer, byte @Nullable [] value) {}

  /**
   * Records of one partition, in order.
   *
   * @param from the offset at which they begin: where the view stands
   * @param next the offset to read after them
   */
  public record Piece(int partition, long from, long next, List<Sealed> records) {}

  /**
   * What became of some records.
   *
   * @param counted events that were new
   * @param repeated events that had been counted before
   * @param unreadable records whose viewer was erased, or that are damaged
   * @param followers viewers whose follows changed
   */
  public record Taken(int counted, int repeated, int unreadable, Set<String> followers) {}

  /** Somebody else has read on in this log meanwhile; start again from {@link #positions}. */
  public static final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OvertakenException() {
      super("another node has read on in the log of interactions");
    }
  }

  /**
   * Where to go on reading, by partition. In a log that is new to the view that is its start; what
   * the view holds stays.
   *
   * @param log its identity
   */
  public Future<Map<Integer, Long>> positions(String log, int partitions) {
    return Absence.told(pool.preparedQuery(POSITIONS).execute(Tuple.of(log, partitions)))
        .map(
            rows -> {
              Map<Integer, Long> positions = new HashMap<>();
              rows.forEach(row -> positions.put(row.getInteger(0), row.getLong(1)));
              return positions;
            });
  }

  /** Goes on from here, whatever lies between: what the log no longer has. */
  public Future<Void> skip(int partition, long next) {
    return Absence.told(
        pool.preparedQuery(MOVE)
            .execute(Tuple.from(List.of(new Integer[] {partition}, new Long[] {next})))
            .mapEmpty());
  }

  /**
   * Makes the partitions of the coming days and drops those before a day.
   *
   * @param first the first day to be kept
   * @return the days that were dropped
   */
  public Future<List<LocalDate>> keepDays(LocalDate today, LocalDate first) {
    Set<LocalDate> wanted = new TreeSet<>();
    for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
      wanted.add(today.plusDays(ahead));
    }
    return Absence.told(
        InteractionDays.there(pool)
            .compose(
                there -> {
                  wanted.removeAll(there);
                  return pool.withTransaction(
                      connection -> InteractionDays.make(connection, wanted));
                })
            .compose(made -> InteractionDays.dropBefore(pool, first))
            .compose(
                dropped ->
                    InteractionDays.there(pool)
                        .map(
                            there -> {
                              days = there;
                              firstKept = first;
                              return dropped;
                            })));
  }

  /**
   * Takes records into the view, and their position: all or nothing.
   *
   * @return fails with {@link OvertakenException} if the view does not stand where the records
   *     begin
   */
  @SuppressWarnings("NullAway") // A transaction may return null; this one does not.
  public Future<Taken> take(String log, List<Piece> pieces) {
    return Absence.told(
        pool.withTransaction(
            connection ->
                lock(connection, log, pieces)
                    .compose(locked -> ViewerRepository.hold(connection, viewers(pieces)))
                    .compose(keys -> take(connection, pieces, keys))));
  }

  private static Set<String> viewers(List<Piece> pieces) {
    return pieces.stream()
        .flatMap(piece -> piece.records().stream())
        .filter(record -> record.value() != null)
        .map(Sealed::viewer)
        .collect(Collectors.toSet());
  }

  private static Future<Void> lock(SqlConnection connection, String log, List<Piece> pieces) {
    Integer[] partitions = pieces.stream().map(Piece::partition).toArray(Integer[]::new);
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(partitions, log))
        .compose(
            rows -> {
              Map<Integer, Long> positions = new HashMap<>();
              rows.forEach(row -> positions.put(row.getInteger(0), row.getLong(1)));
              boolean here =
                  pieces.stream()
                      .allMatch(p -> positions.getOrDefault(p.partition(), -1L) == p.from());
              return here
                  ? Future.succeededFuture()
                  : Future.failedFuture(new OvertakenException());
            });
  }

  private Future<Taken> take(
      SqlConnection connection, List<Piece> pieces, Map<String, ViewerKey> keys) {
    List<Interaction> read = new ArrayList<>();
    int unreadable = 0;
    for (Piece piece : pieces) {
      for (Sealed record : piece.records()) {
        Interaction interaction = open(record, keys);
        if (interaction != null) {
          read.add(interaction);
        } else if (record.value() != null) {
          unreadable++;
        }
      }
    }
    int lost = unreadable;
    return counted(connection, read)
        .compose(
            counted ->
                store(connection, counted, keys.keySet())
                    .compose(followers -> move(connection, pieces).map(followers))
                    .map(
                        followers ->
                            new Taken(
                                counted.size(), read.size() - counted.size(), lost, followers)));
  }

  private static @Nullable Interaction open(Sealed record, Map<String, ViewerKey> keys) {
    byte[] value = record.value();
    ViewerKey key = keys.get(record.viewer());
    if (value == null || key == null) {
      return null;
    }
    try {
      return InteractionCodec.open(record.viewer(), value, key).orElse(null);
    } catch (MalformedStateException malformed) {
      LOG.warn("A record of an interaction is passed over: {}", malformed.getMessage());
      return null;
    }
  }

  private record EventKey(String viewer, String eventId) {

    static EventKey of(Interaction event) {
      return new EventKey(event.viewer(), event.eventId());
    }
  }

  /** Those that do not repeat one that was counted within the horizon before. */
  private static Future<List<Interaction>> counted(
      SqlConnection connection, List<Interaction> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture(events);
    }
    Instant first = events.getFirst().receivedAt();
    Instant last = first;
    for (Interaction event : events) {
      first = event.receivedAt().isBefore(first) ? event.receivedAt() : first;
      last = event.receivedAt().isAfter(last) ? event.receivedAt() : last;
    }
    Tuple asked =
        Tuple.of(
            events.stream().map(Interaction::viewer).toArray(String[]::new),
            events.stream().map(Interaction::eventId).toArray(String[]::new),
            first.minus(InteractionRules.HORIZON).atOffset(ZoneOffset.UTC),
            last.plus(InteractionRules.HORIZON).atOffset(ZoneOffset.UTC));
    return connection
        .preparedQuery(KNOWN)
        .execute(asked)
        .map(
            rows -> {
              Map<EventKey, List<Instant>> known = new HashMap<>();
              for (Row row : rows) {
                known
                    .computeIfAbsent(
                        new EventKey(row.getString(0), row.getString(1)), one -> new ArrayList<>(1))
                    .add(row.getOffsetDateTime(2).toInstant());
              }
              return withoutRepeats(events, known);
            });
  }

  private static List<Interaction> withoutRepeats(
      List<Interaction> events, Map<EventKey, List<Instant>> known) {
    List<Interaction> counted = new ArrayList<>(events.size());
    for (Interaction event : events) {
      List<Instant> before = known.computeIfAbsent(EventKey.of(event), one -> new ArrayList<>(1));
      if (before.stream().noneMatch(at -> isRepeat(at, event.receivedAt()))) {
        before.add(event.receivedAt());
        counted.add(event);
      }
    }
    return counted;
  }

  private static boolean isRepeat(Instant counted, Instant received) {
    // Clocks of nodes differ a little, so that a repeat may seem to come first.
    return Duration.between(counted, received).abs().compareTo(InteractionRules.HORIZON) < 0;
  }

  private Future<Set<String>> store(
      SqlConnection connection, List<Interaction> counted, Set<String> viewers) {
    if (counted.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    List<Interaction> kept =
        counted.stream().filter(event -> !day(event).isBefore(firstKept)).toList();
    return makeDays(connection, kept)
        .compose(made -> InteractionRows.insert(connection, kept))
        .compose(
            done ->
                connection.preparedQuery(SEEN).execute(Tuple.of(viewers.toArray(String[]::new))))
        .compose(done -> InteractionEffects.ofVideos(connection, counted))
        .compose(done -> InteractionEffects.ofChannels(connection, counted));
  }

  /** Those of days long past, as when a log is read again from its start. */
  private Future<Void> makeDays(SqlConnection connection, List<Interaction> events) {
    Set<LocalDate> missing = new HashSet<>();
    events.forEach(event -> missing.add(day(event)));
    missing.removeAll(days);
    return InteractionDays.make(connection, missing);
  }

  private static LocalDate day(Interaction event) {
    return LocalDate.ofInstant(event.receivedAt(), ZoneOffset.UTC);
  }

  private static Future<Void> move(SqlConnection connection, List<Piece> pieces) {
    return connection
        .preparedQuery(MOVE)
        .execute(
            Tuple.from(
                List.of(
                    pieces.stream().map(Piece::partition).toArray(Integer[]::new),
                    pieces.stream().map(Piece::next).toArray(Long[]::new))))
        .mapEmpty();
  }
}
