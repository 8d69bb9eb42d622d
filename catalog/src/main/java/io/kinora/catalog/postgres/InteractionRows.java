package io.kinora.catalog.postgres;

import io.kinora.catalog.Interaction;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code interaction}: many rows with one statement. */
final class InteractionRows {

  private static final String INSERT =
      """
      INSERT INTO interaction (received_at, at, viewer, event_id, type, video_id, channel_id,
                               query_id, query, position, watch_ms)
      SELECT * FROM unnest($1::timestamptz[], $2::timestamptz[], $3::text[], $4::text[], $5::text[],
                           $6::text[], $7::text[], $8::text[], $9::text[], $10::int[], $11::bigint[])
      """;

  private InteractionRows() {}

  static Future<Void> insert(SqlConnection connection, List<Interaction> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple columns =
        Tuple.tuple()
            .addValue(column(events, e -> time(e.receivedAt()), OffsetDateTime.class))
            .addValue(column(events, e -> time(e.at()), OffsetDateTime.class))
            .addValue(column(events, Interaction::viewer, String.class))
            .addValue(column(events, Interaction::eventId, String.class))
            .addValue(column(events, e -> e.type().word(), String.class))
            .addValue(column(events, Interaction::videoId, String.class))
            .addValue(column(events, Interaction::channelId, String.class))
            .addValue(column(events, Interaction::queryId, String.class))
            .addValue(column(events, Interaction::query, String.class))
            .addValue(column(events, Interaction::position, Integer.class))
            .addValue(column(events, Interaction::watchMs, Long.class));
    return connection.preparedQuery(INSERT).execute(columns).mapEmpty();
  }

  /** A value of a row. */
  interface Cell<E> {
    @Nullable Object of(E row);
  }

  /** An array of that type with a value for each row. */
  static <E> Object column(List<E> rows, Cell<E> cell, Class<?> type) {
    Object column = Array.newInstance(type, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Array.set(column, i, cell.of(rows.get(i)));
    }
    return column;
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
