package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {

  @TempDir Path root;

  @Test
  void what_was_counted_of_another_log_is_deleted() throws Exception {
    try (DataFolder folder = DataFolder.hold(root, Optional.empty())) {
      Path old = Files.createDirectories(folder.counters("old").resolve("0_1"));
      Path present = Files.createDirectories(root.resolve("counters/present/0_1"));
      Files.writeString(old.resolve("store"), "counts");
      Files.writeString(present.resolve("store"), "counts");

      Path counters = folder.counters("present");

      assertThat(counters).isDirectory();
      assertThat(present.resolve("store")).exists();
      assertThat(root.resolve("counters/old")).doesNotExist();
    }
  }
}
