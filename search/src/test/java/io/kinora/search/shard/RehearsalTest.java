package io.kinora.search.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RehearsalTest {

  @TempDir Path data;

  @Test
  void leaves_nothing_behind_also_where_an_earlier_one_was_cut_off() throws Exception {
    Path folder = Files.createDirectories(data.resolve("rehearsal"));
    Files.writeString(folder.resolve("left by a killed start"), "");

    Rehearsal.run(folder, Duration.ofMillis(100));

    assertThat(data).isEmptyDirectory();
  }
}
