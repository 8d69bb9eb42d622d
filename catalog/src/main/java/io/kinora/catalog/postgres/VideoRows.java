package io.kinora.catalog.postgres;

import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.wire.VideoCodec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code video}: many rows with each statement. */
final class VideoRows {

  /** The columns that {@link #video} reads, of the table or alias {@code v}. */
  static final String COLUMNS =
      "v.id, v.version, v.deleted, v.metadata::text AS metadata, v.supplied, v.derived,"
          + " v.created_at, v.updated_at";

  private static final String FIND =
      "SELECT " + COLUMNS + " FROM video v WHERE v.id = ANY($1::text[])";

  // Every transaction locks in the order of ids, so that none can wait for another in a circle.
  private static final String LOCK = FIND + " ORDER BY v.id FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO video (id, version, deleted, metadata, supplied, derived, created_at, updated_at)
      SELECT id, version, deleted, metadata::jsonb, supplied, derived, created_at, updated_at
      FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::timestamptz[], $5::bytea[],
                  $6::timestamptz[], $7::text[], $8::bytea[])
        AS w(id, version, deleted, updated_at, derived, created_at, metadata, supplied)
      ORDER BY id
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String UPDATE =
      """
      UPDATE video v
      SET version = w.version, deleted = w.deleted, metadata = w.metadata::jsonb,
          supplied = w.supplied, derived = w.derived, created_at = w.created_at,
          updated_at = w.updated_at
      FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::timestamptz[], $5::bytea[],
                  $6::timestamptz[], $7::text[], $8::bytea[])
        AS w(id, version, deleted, updated_at, derived, created_at, metadata, supplied)
      WHERE v.id = w.id
      """;

  // Leaves alone the columns that may be long.
  private static final String UPDATE_DERIVED =
      """
      UPDATE video v
      SET version = w.version, derived = w.derived, updated_at = w.updated_at
      FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::timestamptz[], $5::bytea[])
        AS w(id, version, deleted, updated_at, derived)
      WHERE v.id = w.id
      """;

  private VideoRows() {}

  static Future<Map<String, Video>> find(SqlClient client, Collection<String> ids) {
    return byId(client, FIND, ids);
  }

  /** The rows of those ids that have one, locked until the transaction ends. */
  static Future<Map<String, Video>> lock(SqlClient client, Collection<String> ids) {
    return byId(client, LOCK, ids);
  }

  /**
   * @return how many rows were added: fewer than there are videos if somebody else has added one in
   *     the meantime
   */
  static Future<Integer> insert(SqlClient client, List<Video> videos) {
    return write(client, INSERT, whole(videos), videos);
  }

  static Future<Integer> update(SqlClient client, List<Video> videos) {
    return write(client, UPDATE, whole(videos), videos);
  }

  /** Writes version, time of change and what was derived; everything else must be as it was. */
  static Future<Integer> updateDerived(SqlClient client, List<Video> videos) {
    return write(client, UPDATE_DERIVED, derived(videos), videos);
  }

  static Video video(Row row) {
    Buffer supplied = row.getBuffer("supplied");
    VideoMetadata metadata =
        VideoCodec.withSupplied(
            MetadataJson.read(row.getString("metadata")),
            supplied == null ? null : supplied.getBytes());
    return new Video(
        row.getString("id"),
        row.getLong("version"),
        metadata,
        VideoCodec.decodeDerived(row.getBuffer("derived").getBytes()),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant(),
        row.getBoolean("deleted"));
  }

  private static Future<Map<String, Video>> byId(
      SqlClient client, String sql, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return client
        .preparedQuery(sql)
        .execute(Tuple.of(ids.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Video> found = HashMap.newHashMap(rows.size());
              rows.forEach(row -> found.put(row.getString("id"), video(row)));
              return found;
            });
  }

  private static Future<Integer> write(
      SqlClient client, String sql, Tuple columns, List<Video> videos) {
    if (videos.isEmpty()) {
      return Future.succeededFuture(0);
    }
    return client.preparedQuery(sql).execute(columns).map(RowSet::rowCount);
  }

  private static Tuple derived(List<Video> videos) {
    return Tuple.of(
        videos.stream().map(Video::id).toArray(String[]::new),
        videos.stream().map(Video::version).toArray(Long[]::new),
        videos.stream().map(Video::deleted).toArray(Boolean[]::new),
        videos.stream().map(v -> time(v.updatedAt())).toArray(OffsetDateTime[]::new),
        videos.stream()
            .map(v -> Buffer.buffer(VideoCodec.encodeDerived(v.derived())))
            .toArray(Buffer[]::new));
  }

  private static Tuple whole(List<Video> videos) {
    @Nullable Buffer[] supplied = new @Nullable Buffer[videos.size()];
    for (int i = 0; i < supplied.length; i++) {
      byte[] vectors = VideoCodec.encodeSupplied(videos.get(i).metadata());
      supplied[i] = vectors == null ? null : Buffer.buffer(vectors);
    }
    return derived(videos)
        .addValue(videos.stream().map(v -> time(v.createdAt())).toArray(OffsetDateTime[]::new))
        .addValue(videos.stream().map(v -> MetadataJson.write(v.metadata())).toArray(String[]::new))
        .addValue(supplied);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
