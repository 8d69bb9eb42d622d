package io.kinora.verticles.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AbandonedFilesTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path folder;

  private Path file(String name, Duration untouched) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(folder.resolve(name).resolveSibling(""));
    Files.writeString(file, "half a film");
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(untouched)));
  }

  @Test
  void files_under_way_that_nobody_touched_for_a_week_are_removed() throws IOException {
    Path upload = file("uploads/gone/a.part", Duration.ofDays(8));
    Path object = file("objects/+incoming/gone/b", Duration.ofDays(8));
    Path arriving = file("uploads/here/c.part", Duration.ofDays(6));
    Path stored = file("objects/media/v/d", Duration.ofDays(800));

    new AbandonedFiles(
            List.of(
                folder.resolve("uploads"),
                folder.resolve("objects/+incoming"),
                folder.resolve("not-there")))
        .remove(NOW);

    assertThat(upload).doesNotExist();
    assertThat(object).doesNotExist();
    assertThat(arriving).exists();
    assertThat(stored).exists();
    assertThat(folder.resolve("uploads/gone")).as("may be a node's that is just idle").exists();
  }
}
