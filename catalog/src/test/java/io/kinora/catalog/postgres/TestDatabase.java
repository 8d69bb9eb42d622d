package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One real PostgreSQL for all tests of the module, started when the first of them asks. */
final class TestDatabase {

  /** The programs stay here from one run to the next. */
  static final Path BINARIES = Path.of("target", "postgres");

  static final Vertx VERTX = Vertx.vertx();
  private static final PostgresServer SERVER = start();
  static final Pool POOL = CataloguePool.open(VERTX, SERVER.address(), 12);

  private TestDatabase() {}

  /** An empty catalogue. */
  static Pool empty() {
    await(
        POOL.query(
                "TRUNCATE unclaimed_upload, video, outbox, job, identity, fingerprint, fingerprint_term,"
                    + " duplicate_check, viewer, erasure, interaction_position, interaction,"
                    + " follow, viewer_video")
            .execute());
    return POOL;
  }

  static PostgresServer server() {
    return SERVER;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("no answer in 30 s", late);
    }
  }

  private static PostgresServer start() {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(BINARIES), "data-");
      PostgresServer server = PostgresServer.start(folder.resolve("pg"), BINARIES, 0);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
      Migrations.migrate(server.address());
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void stop(PostgresServer server, Path folder) {
    server.close();
    try {
      PostgresBinaries.deleteRecursively(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
