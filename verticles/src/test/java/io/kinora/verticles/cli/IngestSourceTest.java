package io.kinora.verticles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as a video, and what is refused with a reason. */
final class IngestSourceTest {

  @TempDir Path outside;

  private final List<IngestItem> items = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final IngestSource source = new IngestSource(items::add, failures::put);
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(outside.resolve("videos"));
  }

  @Test
  void a_folder_brings_its_media_files_at_any_depth_and_nothing_else() throws Exception {
    file("Sunset_at the-Beach.MP4");
    file("deep/er/clip 02.webm");
    file("notes.txt");
    file("cover.jpg");

    source.read(folder);

    assertThat(failures).isEmpty();
    assertThat(items)
        .extracting(IngestItem::id)
        .containsExactlyInAnyOrder("sunset-at-the-beach", "deep-er-clip-02");
    assertThat(items)
        .extracting(item -> item.metadata().path("title").asText())
        .containsExactlyInAnyOrder("Sunset at the Beach", "clip 02");
    assertThat(items).allSatisfy(item -> assertThat(item.file()).isRegularFile());
  }

  @Test
  void a_folder_may_be_named_by_a_link() throws Exception {
    file("a.mp4");
    Path link = Files.createSymbolicLink(outside.resolve("link"), folder);

    source.read(link);

    assertThat(items).extracting(IngestItem::file).containsExactly(link.resolve("a.mp4"));
  }

  @Test
  void reading_again_gives_the_same_ids() throws Exception {
    file("a b.mp4");
    file("Лекция 1.mp4");
    file("x".repeat(150) + ".mkv");
    List<String> again = new ArrayList<>();

    source.read(folder);
    new IngestSource(item -> again.add(item.id()), failures::put).read(folder);

    assertThat(items).extracting(IngestItem::id).containsExactlyElementsOf(again);
    assertThat(again).hasSize(3).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"café.mp4, cafe", "Élan vital.mp4, elan-vital", "--a--.mp4, a", "a.b.mp4, a-b"})
  void an_id_is_the_plain_form_of_the_name(String name, String id) throws Exception {
    source.read(file(name));

    assertThat(items).extracting(IngestItem::id).containsExactly(id);
  }

  @Test
  void every_id_is_one_that_the_server_takes() throws Exception {
    for (String name : List.of("日本.mp4", "映画 1.mp4", "!!!.mp4", "ß.mp4", "y".repeat(200) + ".ts")) {
      file(name);
    }

    source.read(folder);

    assertThat(items).hasSize(5);
    assertThat(items).allSatisfy(item -> assertThat(item.id()).matches("[A-Za-z0-9._~-]{1,128}"));
  }

  @Test
  void names_that_differ_only_in_letters_beyond_ascii_are_different_videos() throws Exception {
    file("Лекция 1.mp4");
    file("Фильм 1.mp4");

    source.read(folder);

    assertThat(items).hasSize(2);
    assertThat(items).extracting(IngestItem::id).doesNotHaveDuplicates();
  }

  @Test
  void of_two_files_that_would_be_one_video_the_second_is_refused_by_name() throws Exception {
    file("trip.mov");
    file("trip.mp4");

    source.read(folder);

    assertThat(items).extracting(IngestItem::id).containsExactly("trip");
    assertThat(failures).hasSize(1);
    assertThat(failures.keySet()).first().asString().endsWith("trip.mp4");
    assertThat(failures.values()).first().asString().contains("trip.mov");
  }

  @Test
  void a_subfolder_that_cannot_be_read_is_named_and_the_rest_still_comes_in() throws Exception {
    file("a.mp4");
    file("z/last.mp4");
    try (TooDeepFolder deep = TooDeepFolder.in(folder.resolve("deep"))) {
      assertThat(IngestSource.count(folder)).isEqualTo(2);

      source.read(folder);

      assertThat(items).extracting(IngestItem::id).containsExactly("a", "z-last");
      assertThat(failures).hasSize(1);
      assertThat(failures.keySet()).first().asString().startsWith(deep.top().toString());
      assertThat(failures.values()).first().asString().contains("cannot be read: ", "too long");
    }
  }

  @Test
  void a_list_that_cannot_be_read_is_named_and_the_next_one_still_comes_in() throws Exception {
    Path garbled = folder.resolve("a.ndjson");
    Files.write(garbled, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}', '\n'});
    Files.writeString(folder.resolve("b.ndjson"), "{\"id\":\"b\",\"title\":\"B\"}\n");

    source.read(folder);

    assertThat(items).extracting(IngestItem::id).containsExactly("b");
    assertThat(failures)
        .containsExactly(Map.entry(garbled.toString(), "cannot be read: not UTF-8"));
  }

  @Test
  void a_single_file_is_taken_whatever_its_ending() throws Exception {
    source.read(file("recording.strange"));

    assertThat(items).extracting(IngestItem::id).containsExactly("recording");
  }

  @Test
  void what_does_not_exist_is_reported() throws Exception {
    Path nowhere = folder.resolve("nowhere");

    source.read(nowhere);

    assertThat(items).isEmpty();
    assertThat(failures).containsExactly(Map.entry(nowhere.toString(), "no such file or folder"));
  }

  @Test
  void a_line_brings_what_the_catalogue_knows_and_its_media() throws Exception {
    Path media = file("films/one.mp4");
    lines(
        """
        {"id":"one","title":"One","tags":["a"],"views":3,"file":"films/one.mp4"}

        {"id":"two","title":"Two","file":null}
        """);

    source.read(folder);

    assertThat(failures).isEmpty();
    assertThat(items).extracting(IngestItem::id).containsExactly("one", "two");
    IngestItem one = items.getFirst();
    assertThat(one.file()).isNotNull();
    assertThat(Files.isSameFile(one.file(), media)).isTrue();
    assertThat(one.metadata().toString())
        .isEqualTo("{\"title\":\"One\",\"tags\":[\"a\"],\"views\":3}");
    assertThat(items.getLast().file()).isNull();
  }

  @Test
  void a_folder_with_lists_is_read_by_the_lists_alone() throws Exception {
    file("unlisted.mp4");
    Files.writeString(folder.resolve("b.jsonl"), "{\"id\":\"b\",\"title\":\"B\"}\n");
    Files.writeString(folder.resolve("a.ndjson"), "{\"id\":\"a\",\"title\":\"A\"}\n");

    source.read(folder);

    assertThat(items).extracting(IngestItem::id).containsExactly("a", "b");
  }

  @Test
  void unknown_fields_are_left_out_and_counted_by_line() throws Exception {
    lines(
        """
        {"id":"a","title":"A","rating":5,"mood":"calm"}
        {"id":"b","title":"B","rating":4}
        """);

    source.read(folder);

    assertThat(source.leftOut()).containsExactly(Map.entry("mood", 1), Map.entry("rating", 2));
    assertThat(items).allSatisfy(item -> assertThat(item.metadata().has("rating")).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.mp4", "films/../../secret.mp4", "ABSOLUTE", "\\u0000"})
  void media_outside_of_the_lists_folder_is_refused(String path) throws Exception {
    Path secret = Files.writeString(outside.resolve("secret.mp4"), "x");
    String named = path.replace("ABSOLUTE", secret.toString());
    lines("{\"id\":\"a\",\"title\":\"A\",\"file\":\"" + named + "\"}\n");

    source.read(folder);

    assertThat(items).isEmpty();
    assertThat(failures).containsOnlyKeys("list.ndjson:1");
    assertThat(failures.get("list.ndjson:1")).contains("allowed: a path below");
  }

  @Test
  void a_link_that_leads_out_of_the_folder_is_refused_and_one_within_is_followed()
      throws Exception {
    Path secret = Files.writeString(outside.resolve("secret.mp4"), "x");
    Files.createSymbolicLink(folder.resolve("out.mp4"), secret);
    Files.createSymbolicLink(folder.resolve("in.mp4"), file("films/one.mp4"));
    lines(
        """
        {"id":"out","title":"Out","file":"out.mp4"}
        {"id":"in","title":"In","file":"in.mp4"}
        """);

    source.read(folder);

    assertThat(items).extracting(IngestItem::id).containsExactly("in");
    assertThat(failures).containsOnlyKeys("list.ndjson:1");
    assertThat(failures.get("list.ndjson:1")).contains("a link that leads out");
  }

  @Test
  void bad_lines_are_named_by_number_and_the_good_ones_still_come_in() throws Exception {
    lines(
        """
        not json
        [1, 2]
        {"title":"no id"}
        {"id":7,"title":"a number"}
        {"id":"gone","title":"Gone","file":"gone.mp4"}
        {"id":"good","title":"Good"}
        """);

    source.read(folder);

    assertThat(items).extracting(IngestItem::id).containsExactly("good");
    assertThat(failures)
        .containsOnlyKeys(
            "list.ndjson:1", "list.ndjson:2", "list.ndjson:3", "list.ndjson:4", "list.ndjson:5");
    assertThat(failures.get("list.ndjson:1")).startsWith("not JSON");
    assertThat(failures.get("list.ndjson:2")).isEqualTo("not a JSON object");
    assertThat(failures.get("list.ndjson:3")).startsWith("id is missing");
    assertThat(failures.get("list.ndjson:4")).startsWith("id is missing");
    assertThat(failures.get("list.ndjson:5")).contains("gone.mp4").contains("no such file");
  }

  @Test
  void a_huge_line_is_refused_with_its_length_and_its_neighbours_still_come_in() throws Exception {
    String huge = "{\"id\":\"huge\",\"title\":\"" + "x".repeat(3 << 20) + "\"}";
    lines("{\"id\":\"a\",\"title\":\"A\"}\n" + huge + "\n{\"id\":\"b\",\"title\":\"B\"}");

    source.read(folder);

    assertThat(items).extracting(IngestItem::id).containsExactly("a", "b");
    assertThat(failures)
        .containsExactly(
            Map.entry("list.ndjson:2", huge.length() + " characters; allowed: up to 1048576"));
  }

  @Test
  void what_there_is_to_read_is_counted_beforehand() throws IOException {
    file("one.mp4");
    file("deep/two.mkv");
    file("notes.txt");

    assertThat(IngestSource.count(folder)).isEqualTo(2);
    assertThat(IngestSource.count(folder.resolve("one.mp4"))).isEqualTo(1);
    lines("{}\n\n{}\nnot json\n{}");
    assertThat(IngestSource.count(folder)).isEqualTo(4);
    assertThat(IngestSource.count(folder.resolve("nowhere.ndjson"))).isZero();
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "media");
  }

  private void lines(String text) throws IOException {
    Files.writeString(folder.resolve("list.ndjson"), text);
  }
}
