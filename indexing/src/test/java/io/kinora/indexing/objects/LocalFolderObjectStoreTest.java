package io.kinora.indexing.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kinora.catalog.InvalidValueException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFolderObjectStoreTest {

  @TempDir Path folder;
  private Path root;
  private LocalFolderObjectStore store;

  @BeforeEach
  void open() throws IOException {
    root = folder.resolve("objects");
    store = new LocalFolderObjectStore(root, "node");
  }

  @Test
  void what_is_put_can_be_read_as_a_stream_and_as_a_file() throws IOException {
    store.put("videos/v1/thumb-0.jpg", content("picture"));

    assertThat(read("videos/v1/thumb-0.jpg")).isEqualTo("picture");
    assertThat(store.file("videos/v1/thumb-0.jpg").orElseThrow()).hasContent("picture");
  }

  @Test
  void a_second_put_replaces_the_first() throws IOException {
    store.put("a", content("first"));
    store.put("a", content("second"));

    assertThat(read("a")).isEqualTo("second");
  }

  @Test
  void an_absent_object_is_empty_and_deleting_it_is_no_error() throws IOException {
    store.put("folder/object", content("x"));

    assertThat(store.open("nothing")).isEmpty();
    assertThat(store.file("folder")).isEmpty();
    store.delete("nothing");
    store.delete("nothing/at/all/");
    store.delete("folder");
    assertThat(read("folder/object")).isEqualTo("x");
  }

  @Test
  void an_upload_that_breaks_off_leaves_what_was_there_and_nothing_else() throws IOException {
    store.put("a/b", content("whole"));
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection lost");
              }
            });

    assertThatThrownBy(() -> store.put("a/b", broken)).hasMessage("connection lost");

    assertThat(read("a/b")).isEqualTo("whole");
    assertThat(files()).containsExactly(root.resolve("a/b"));
  }

  @Test
  void what_a_crash_left_half_written_is_gone_after_the_next_start() throws IOException {
    store.put("a/b", content("whole"));
    Path half = Files.writeString(root.resolve("+incoming/node/half"), "hal");
    new LocalFolderObjectStore(root, "another");
    assertThat(half).as("not for another owner to delete").exists();

    LocalFolderObjectStore restarted = new LocalFolderObjectStore(root, "node");

    assertThat(files()).containsExactly(root.resolve("a/b"));
    restarted.put("c", content("still works"));
    assertThat(read("c")).isEqualTo("still works");
  }

  @Test
  void an_adopted_file_is_moved() throws IOException {
    Path upload = Files.writeString(folder.resolve("upload"), "video");

    store.adopt("media/v1", upload);

    assertThat(read("media/v1")).isEqualTo("video");
    assertThat(upload).doesNotExist();
  }

  @Test
  void a_file_of_another_file_system_is_adopted_too() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(
        Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(root)));
    Path upload = Files.createTempFile(memory, "upload", "");
    try {
      Files.writeString(upload, "video");

      store.adopt("media/v1", upload);

      assertThat(read("media/v1")).isEqualTo("video");
      assertThat(upload).doesNotExist();
    } finally {
      Files.deleteIfExists(upload);
    }
  }

  @Test
  void links_and_missing_files_are_not_adopted() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path link = Files.createSymbolicLink(folder.resolve("link"), secret);

    assertThatThrownBy(() -> store.adopt("a", link)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.adopt("a", folder.resolve("none")))
        .isInstanceOf(IOException.class);
    assertThat(store.open("a")).isEmpty();
  }

  @Test
  void links_inside_the_folder_are_not_followed() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("way-out"), outside);
    Files.createSymbolicLink(root.resolve("file"), secret);

    assertThat(store.open("file")).isEmpty();
    assertThat(store.file("file")).isEmpty();
    assertThatThrownBy(() -> store.open("way-out/secret")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.put("way-out/new", content("x")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.delete("way-out/secret")).isInstanceOf(IOException.class);
    store.delete("way-out/");
    assertThat(secret).hasContent("secret");
    assertThat(outside.resolve("new")).doesNotExist();
  }

  @Test
  void a_prefix_deletes_all_below_it_and_nothing_beside_it() throws IOException {
    store.put("v/1/a", content("x"));
    store.put("v/1/b/c", content("x"));
    store.put("v/10", content("stays"));
    Path outside = Files.writeString(folder.resolve("outside"), "stays too");
    Files.createSymbolicLink(root.resolve("v/1/link"), outside);

    store.delete("v/1/");

    assertThat(files()).containsExactly(root.resolve("v/10"));
    assertThat(outside).hasContent("stays too");
  }

  @Test
  void a_writer_is_not_disturbed_by_others_who_delete_its_folder_all_the_time() throws Exception {
    AtomicBoolean written = new AtomicBoolean();
    Callable<Void> deleter =
        () -> {
          while (!written.get()) {
            store.delete("shared/place/");
          }
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(3)) {
      var deleters = List.of(threads.submit(deleter), threads.submit(deleter));
      var writer =
          threads.submit(
              () -> {
                for (int i = 0; i < 500; i++) {
                  store.put("shared/place/" + i, content("x"));
                }
                return null;
              });
      try {
        writer.get();
      } finally {
        written.set(true);
      }
      for (var done : deleters) {
        done.get();
      }
    }
    store.put("shared/place/last", content("there"));
    assertThat(read("shared/place/last")).isEqualTo("there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../../x",
        "a/./b",
        ".",
        "a//b",
        "a/",
        "a b",
        "a\\b",
        "+incoming/x",
        "a\u0000b",
        "\u00e4",
        "a\nb",
        "C:x"
      })
  void keys_that_are_no_keys_are_refused(String key) {
    assertThatThrownBy(() -> store.put(key, content("x")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("key");
    assertThatThrownBy(() -> store.open(key)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> store.file(key)).isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "../", "a/../", "./", "+incoming/", "a//"})
  void prefixes_that_are_no_prefixes_are_refused(String prefix) {
    assertThatThrownBy(() -> store.delete(prefix)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void the_longest_key_and_the_longest_segment_are_accepted_and_no_longer_ones()
      throws IOException {
    String segment = "s".repeat(ObjectKey.MAX_SEGMENT);
    String longest = segment + "/" + "k".repeat(ObjectKey.MAX_LENGTH - segment.length() - 3) + "/k";

    store.put(segment, content("x"));
    store.delete(segment);
    store.put(longest, content("x"));
    assertThat(read(longest)).isEqualTo("x");
    String tooLong = longest + "k";
    assertThatThrownBy(() -> store.put(tooLong, content("x")))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> store.put(segment + "s", content("x")))
        .isInstanceOf(InvalidValueException.class);
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private String read(String key) throws IOException {
    try (InputStream content = store.open(key).orElseThrow()) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
