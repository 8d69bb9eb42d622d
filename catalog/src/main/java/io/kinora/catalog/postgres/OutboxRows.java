package io.kinora.catalog.postgres;

import io.kinora.catalog.Video;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Predicate;

/** The table {@code outbox}, as the transactions that change videos see it. */
final class OutboxRows {

  private static final String INSERT =
      """
      INSERT INTO outbox (video_id, first_public)
      SELECT video_id, first_public
      FROM unnest($1::text[], $2::boolean[]) AS w(video_id, first_public)
      """;

  private OutboxRows() {}

  static Future<Void> add(SqlClient client, List<Video> changed, Predicate<Video> becamePublic) {
    if (changed.isEmpty()) {
      return Future.succeededFuture();
    }
    String[] ids = changed.stream().map(Video::id).toArray(String[]::new);
    Boolean[] first = changed.stream().map(becamePublic::test).toArray(Boolean[]::new);
    return client.preparedQuery(INSERT).execute(Tuple.from(List.of(ids, first))).mapEmpty();
  }
}
