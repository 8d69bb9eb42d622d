package io.kinora.catalog.postgres;

import io.kinora.catalog.News;
import io.kinora.catalog.Video;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The table {@code outbox}, as the transactions that change videos see it. */
final class OutboxRows {

  private static final String INSERT =
      """
      INSERT INTO outbox (video_id, first_public, news)
      SELECT video_id, first_public, news
      FROM unnest($1::text[], $2::boolean[], $3::smallint[]) AS w(video_id, first_public, news)
      """;

  private static final int DECODED = 1;
  private static final int SEEN = 2;

  private OutboxRows() {}

  /** With no news for viewers. */
  static Future<Void> add(SqlClient client, List<Video> changed) {
    return add(client, changed, video -> Set.of());
  }

  /**
   * @param news what the change has made new for viewers
   */
  static Future<Void> add(SqlClient client, List<Video> changed, Function<Video, Set<News>> news) {
    if (changed.isEmpty()) {
      return Future.succeededFuture();
    }
    String[] ids = changed.stream().map(Video::id).toArray(String[]::new);
    List<Set<News>> all = changed.stream().map(news).toList();
    Boolean[] first = all.stream().map(each -> each.contains(News.PUBLIC)).toArray(Boolean[]::new);
    Short[] more = all.stream().map(OutboxRows::bits).toArray(Short[]::new);
    return client.preparedQuery(INSERT).execute(Tuple.from(List.of(ids, first, more))).mapEmpty();
  }

  private static short bits(Set<News> news) {
    int bits = news.contains(News.DECODED) ? DECODED : 0;
    return (short) (news.contains(News.SEEN) ? bits | SEEN : bits);
  }

  /** What is new of a row that was read. */
  static Set<News> news(boolean firstPublic, int bits) {
    EnumSet<News> news = EnumSet.noneOf(News.class);
    if (firstPublic) {
      news.add(News.PUBLIC);
    }
    if ((bits & DECODED) != 0) {
      news.add(News.DECODED);
    }
    if ((bits & SEEN) != 0) {
      news.add(News.SEEN);
    }
    return news;
  }
}
