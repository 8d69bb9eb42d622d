package io.kinora.catalog.postgres;

import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite.Put;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A process that commits a video to a server of its own, says so, and waits to be killed. */
final class ServerInChild {

  static final String COMMITTED = "committed";

  private ServerInChild() {}

  public static void main(String[] arguments) throws IOException {
    PostgresServer server = PostgresServer.start(Path.of(arguments[0]), Path.of(arguments[1]), 0);
    try (server) {
      Migrations.migrate(server.address());
      VideoRepository videos =
          new VideoRepository(
              CataloguePool.open(Vertx.vertx(), server.address(), 2),
              () -> new JobPlan(Set.of(), Set.of()));
      videos
          .write(List.of(new Put("survivor", VideoMetadata.titled("t"), null)))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      System.out.println(COMMITTED);
      // The end of the input is the end of the test, whatever became of it.
      System.in.read();
    }
    System.exit(0);
  }
}
