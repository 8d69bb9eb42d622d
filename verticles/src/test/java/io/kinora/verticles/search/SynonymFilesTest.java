package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Wording.Synonym;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynonymFilesTest {

  @TempDir Path folder;

  private SynonymFiles files() {
    return new SynonymFiles(folder, "en", 0);
  }

  private void write(String file, String text, long time) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, text);
    Files.setLastModifiedTime(path, FileTime.fromMillis(time));
  }

  @Test
  void a_language_has_its_own_file() throws IOException {
    write("en.txt", "film, movie", 1000);
    write("de.txt", "film, streifen", 1000);
    SynonymFiles files = files();

    assertThat(files.of("film", "de-AT")).containsExactly(new Synonym(0, 4, "streifen"));
    assertThat(files.of("film", "en")).containsExactly(new Synonym(0, 4, "movie"));
    assertThat(files.of("film", null)).as("fallback").containsExactly(new Synonym(0, 4, "movie"));
    assertThat(files.of("film", "fr")).isEmpty();
  }

  @Test
  void an_edited_file_is_read_again_without_a_restart() throws IOException {
    SynonymFiles files = files();
    assertThat(files.of("film", "en")).as("no file yet").isEmpty();

    write("en.txt", "film, movie", 1000);
    assertThat(files.of("film", "en")).hasSize(1);

    write("en.txt", "film, picture, movie", 2000);
    assertThat(files.of("film", "en")).hasSize(2);

    Files.delete(folder.resolve("en.txt"));
    assertThat(files.of("film", "en")).isEmpty();
  }

  @Test
  void a_bad_line_does_not_spoil_the_rest_and_a_bad_file_leaves_the_last_good_one()
      throws IOException {
    SynonymFiles files = files();
    write("en.txt", "alone\nfilm, movie", 1000);
    assertThat(files.of("film", "en")).hasSize(1);

    Files.write(folder.resolve("en.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    assertThat(files.of("film", "en")).hasSize(1);
  }

  @Test
  void only_languages_that_there_are_have_a_file() throws IOException {
    write("en.txt", "film, movie", 1000);
    write("zz.txt", "film, movie", 1000);
    write("abcdefg.txt", "film, movie", 1000);
    SynonymFiles files = files();

    assertThat(files.of("film", "en-GB")).hasSize(1);
    assertThat(files.of("film", "zz")).isEmpty();
    assertThat(files.of("film", "abcdefg")).isEmpty();
    assertThat(files.of("film", "none")).isEmpty();
  }

  @Test
  void a_language_is_no_path() {
    assertThat(files().of("film", "../../etc")).isEmpty();
  }
}
