package io.kinora.catalog.postgres;

import io.kinora.catalog.VideoFacts;
import io.kinora.catalog.wire.VideoCodec;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The few facts about videos that events are checked against, without reading whole videos. */
public final class VideoFactsRepository {

  // What was found out begins with what the file is; its vectors, which are long, are not fetched.
  private static final String FACTS =
      """
      SELECT id, metadata->>'channel' AS channel, (metadata->>'duration_s')::float8 AS duration_s,
             substring(derived FOR 2048) AS head
      FROM video WHERE id = ANY($1::text[])
      """;

  private final Pool pool;

  public VideoFactsRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * By id; videos that there never were are left out. What viewers did with a video is still heard
   * when it is deleted.
   */
  public Future<Map<String, VideoFacts>> of(Set<String> ids) {
    return Absence.told(pool.preparedQuery(FACTS).execute(Tuple.of(ids.toArray(String[]::new))))
        .map(
            rows -> {
              Map<String, VideoFacts> facts = HashMap.newHashMap(rows.size());
              rows.forEach(row -> facts.put(row.getString("id"), facts(row)));
              return facts;
            });
  }

  private static VideoFacts facts(Row row) {
    long found = VideoCodec.durationMs(row.getBuffer("head").getBytes());
    Double said = row.getDouble("duration_s");
    long duration = found > 0 || said == null ? found : Math.round(said * 1000);
    return new VideoFacts(duration, row.getString("channel"));
  }
}
