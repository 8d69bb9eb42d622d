package io.kinora.verticles.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.postgres.CataloguePool;
import io.kinora.catalog.postgres.Migrations;
import io.kinora.catalog.postgres.PostgresServer;
import io.kinora.catalog.postgres.UnclaimedUploads;
import io.kinora.indexing.objects.LocalFolderObjectStore;
import io.kinora.verticles.BoundedPool;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that no video names any more, on a disk and a database that are real. */
@Timeout(120)
final class UploadSweepTest {

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final BoundedPool removing = new BoundedPool("upload-sweep", 1, 1);
  private PostgresServer postgres;
  private Pool pool;
  private LocalFolderObjectStore objects;
  private Path arriving;

  @BeforeEach
  void emptyStores() throws Exception {
    postgres = PostgresServer.start(folder.resolve("postgres"));
    Migrations.migrate(postgres.address());
    pool = CataloguePool.open(vertx, postgres.address(), 2);
    arriving = folder.resolve("uploads");
    objects = new LocalFolderObjectStore(folder.resolve("objects"), "node");
  }

  @AfterEach
  void stops() {
    vertx.close().await();
    removing.close();
    postgres.close();
  }

  /** The longest due comes first. */
  private void noteMany(String name, int count) {
    pool.query(
            "INSERT INTO unclaimed_upload (media_key, due) SELECT '%s/' || n, now() - interval '1 day' + n * interval '1 second' FROM generate_series(1, %d) AS n"
                .formatted(name, count))
        .execute()
        .await();
  }

  private List<String> noted() {
    return pool.query("SELECT media_key FROM unclaimed_upload").execute().await().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private UploadSweepVerticle sweeping() {
    UploadSweepVerticle sweep =
        new UploadSweepVerticle(
            new UnclaimedUploads(pool), objects, new AbandonedFiles(List.of(arriving)), removing);
    vertx
        .deployVerticle(
            sweep, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
        .await();
    return sweep;
  }

  @Test
  void what_a_node_that_is_gone_left_half_arrived_is_removed() throws Exception {
    Path half = Files.createDirectories(arriving.resolve("gone")).resolve("a.part");
    Files.writeString(half, "half a film");
    Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofDays(8))));

    sweeping();

    while (Files.exists(half)) {
      Thread.sleep(10);
    }
  }

  @Test
  void files_that_cannot_be_removed_keep_none_of_the_others() throws Exception {
    // A link where a folder should be: the store does not pass through it.
    Files.createDirectories(folder.resolve("objects/media"));
    Files.createSymbolicLink(folder.resolve("objects/media/odd"), folder);
    noteMany("media/odd", 60);
    noteMany("media/good", 200);
    objects.put("media/good/200", new ByteArrayInputStream(new byte[] {1}));
    UploadSweepVerticle sweep = sweeping();
    while (sweep.trouble().isEmpty()) {
      Thread.sleep(10);
    }

    assertThat(noted()).hasSize(60).allMatch(key -> key.startsWith("media/odd/"));
    assertThat(objects.file("media/good/200")).isEmpty();
    assertThat(sweep.trouble()).startsWith("60 uploads cannot be removed; media/odd/1: ");
    Files.delete(folder.resolve("objects/media/odd"));
    while (!noted().isEmpty()) {
      Thread.sleep(10);
    }
  }
}
