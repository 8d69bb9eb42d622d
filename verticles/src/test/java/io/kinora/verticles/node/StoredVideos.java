package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.PostgresServer;
import io.kinora.indexing.shard.ShardFields;
import io.kinora.verticles.node.Ledger.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.store.FSDirectory;

/** What a stopped node has on disk, read past all of its own code but PostgreSQL's start. */
record StoredVideos(Map<String, Found> rows, Map<String, Long> indexed) {

  private static final String ROWS =
      """
      SELECT id, version, deleted, metadata->>'title', metadata->>'description', metadata->>'views'
      FROM video
      """;

  static StoredVideos of(Path data, int shards) throws Exception {
    Map<String, Long> indexed = new HashMap<>();
    for (int shard = 0; shard < shards; shard++) {
      readShard(data.resolve("index").resolve("1").resolve(Integer.toString(shard)), indexed);
    }
    return new StoredVideos(rows(data), indexed);
  }

  /** Each video is in the index once, at the version that the catalogue has. */
  void checkIndexAgainstRows() {
    Map<String, Long> versions = new HashMap<>();
    rows.forEach((id, row) -> versions.put(id, row.version()));
    assertThat(indexed).containsExactlyInAnyOrderEntriesOf(versions);
  }

  private static Map<String, Found> rows(Path data) throws Exception {
    Map<String, Found> rows = new HashMap<>();
    try (PostgresServer server = PostgresServer.start(data.resolve("postgres"));
        Connection connection = connection(server.address());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(ROWS)) {
      while (found.next()) {
        String id = found.getString(1);
        Found row = new Found(content(found), found.getLong(2));
        assertThat(rows.put(id, row)).as("%s is there twice", id).isNull();
      }
    }
    return rows;
  }

  private static Connection connection(PostgresAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private static int content(ResultSet row) throws SQLException {
    if (row.getBoolean(3)) {
      return Ledger.DELETED;
    }
    String content = row.getString(4).replace("Survivor ", "");
    assertThat(row.getString(5)).as(row.getString(1)).isEqualTo("content " + content);
    assertThat(row.getString(6)).as(row.getString(1)).isEqualTo(content);
    return Integer.parseInt(content);
  }

  private static void readShard(Path folder, Map<String, Long> indexed) throws IOException {
    try (FSDirectory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext segment : reader.leaves()) {
        readSegment(segment.reader(), indexed);
      }
    }
  }

  private static void readSegment(LeafReader segment, Map<String, Long> indexed)
      throws IOException {
    NumericDocValues versions = segment.getNumericDocValues(ShardFields.VERSION);
    BinaryDocValues ids = segment.getBinaryDocValues(ShardFields.ID);
    if (versions == null || ids == null) {
      return;
    }
    for (int doc = 0; doc < segment.maxDoc(); doc++) {
      boolean live = segment.getLiveDocs() == null || segment.getLiveDocs().get(doc);
      if (live && versions.advanceExact(doc) && ids.advanceExact(doc)) {
        String id = ids.binaryValue().utf8ToString();
        Long before = indexed.put(id, versions.longValue());
        assertThat(before).as("%s is in the index twice", id).isNull();
      }
    }
  }
}
