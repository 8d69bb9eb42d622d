package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.MediaFile;
import io.kinora.verticles.http.TestApi.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaApiTest {

  private static final int MOST = 300_000;

  @TempDir static Path folder;
  private static TestApi api;

  @BeforeAll
  static void start() {
    api =
        TestApi.start(
            folder, http -> http.withLimits(http.limits().withBytes(1 << 20, 1 << 20, MOST)));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void oneVideo() throws IOException {
    for (Path file : api.objects.all()) {
      Files.delete(file);
    }
    api.catalogue.videos.clear();
    api.put("/v1/videos/a", "{\"title\": \"A\"}");
  }

  /** Bytes that look like an MP4 file from the outside. */
  private static byte[] mp4(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    byte[] head = "\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static Answer upload(BodyPublisher body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = "Bearer " + api.operator;
    return api.send("POST", "/v1/videos/a/media", body, all);
  }

  @Test
  void an_uploaded_file_is_attached_and_plays() {
    byte[] file = mp4(250_000);

    Answer uploaded = upload(BodyPublishers.ofByteArray(file), "Content-Type", "video/mp4");
    Answer played = api.get("/v1/videos/a/media");

    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(202);
    assertThat(uploaded.json().get("version").asLong()).isEqualTo(2);
    assertThat(played.status()).isEqualTo(200);
    assertThat(played.header("Content-Type")).isEqualTo("video/mp4");
    assertThat(played.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(played.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(played.response().body()).isEqualTo(file);
    assertThat(api.catalogue.videos.get("a").derived().media().bytes()).isEqualTo(250_000);
    assertThat(api.uploads).isEmptyDirectory();
  }

  @Test
  void an_upload_of_unknown_length_and_without_a_type_is_taken() {
    byte[] file = mp4(100_000);

    Answer uploaded = upload(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)));

    assertThat(uploaded.status()).isEqualTo(202);
    assertThat(api.get("/v1/videos/a/media").response().body()).isEqualTo(file);
  }

  @Test
  void a_second_upload_replaces_the_first() {
    upload(BodyPublishers.ofByteArray(mp4(1_000)));
    String first = api.get("/v1/videos/a/media").header("ETag");
    upload(BodyPublishers.ofByteArray(mp4(2_000)));
    Answer second = api.get("/v1/videos/a/media", "If-None-Match", first);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.response().body()).hasSize(2_000);
  }

  @Test
  void an_upload_for_an_unknown_video_is_404_and_leaves_nothing() throws IOException {
    Answer answer =
        api.send(
            "POST",
            "/v1/videos/none/media",
            BodyPublishers.ofByteArray(mp4(200_000)),
            "Authorization",
            "Bearer " + api.operator);

    assertThat(answer.status()).isEqualTo(404);
    nothingStays();
  }

  @Test
  void too_large_by_its_own_account_is_413() throws IOException {
    assertThat(upload(BodyPublishers.ofByteArray(mp4(MOST + 1))).status()).isEqualTo(413);
    nothingStays();
  }

  @Test
  void too_large_as_it_turns_out_is_413() throws IOException {
    byte[] large = mp4(MOST + 100_000);

    Answer answer = upload(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.detail()).contains("300000");
    nothingStays();
  }

  @Test
  void an_empty_upload_is_refused() throws IOException {
    Answer answer = upload(BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains("empty", "media file");
    nothingStays();
  }

  @Test
  void a_form_is_refused() {
    Answer answer =
        upload(BodyPublishers.ofString("--x"), "Content-Type", "multipart/form-data; boundary=x");

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void an_upload_on_a_stale_version_is_a_conflict_and_leaves_nothing() throws IOException {
    assertThat(upload(BodyPublishers.ofByteArray(mp4(1_000)), "If-Match", "\"9\"").status())
        .isEqualTo(409);
    nothingStays();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Content-Length: 200000", "Transfer-Encoding: chunked"})
  void an_upload_that_stops_half_way_leaves_nothing(String framing) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.port)) {
      String head =
          "POST /v1/videos/a/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
              .formatted(api.operator, framing);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      if (framing.contains("chunked")) {
        socket.getOutputStream().write("186a0\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      socket.getOutputStream().write(mp4(100_000));
      socket.getOutputStream().flush();
      eventually(() -> api.uploads.toFile().list().length == 1);
    }

    eventually(() -> api.uploads.toFile().list().length == 0);
    nothingStays();
    assertThat(api.catalogue.videos.get("a").version()).isEqualTo(1);
  }

  @Test
  void a_client_that_waits_for_100_continue_is_told_to_go_on_only_if_it_may() throws IOException {
    assertThat(firstLine("/v1/videos/a/media", "Expect: 100-continue"))
        .isEqualTo("HTTP/1.1 100 Continue");
    assertThat(firstLine("/v1/videos/none/media", "Expect: 100-continue"))
        .isEqualTo("HTTP/1.1 404 Not Found");
  }

  private static String firstLine(String path, String header) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.port)) {
      String head =
          "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 5\r\n%s\r\n\r\n"
              .formatted(path, api.operator, header);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      StringBuilder line = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int c = in.read(); c != '\r' && c >= 0; c = in.read()) {
        line.append((char) c);
      }
      return line.toString();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=900-, 900, 999",
    "bytes=900-5000, 900, 999",
    "bytes=-1, 999, 999",
    "bytes=-5000, 0, 999",
    "bytes=999-999, 999, 999"
  })
  void a_range_is_answered_with_206_and_just_those_bytes(String range, int start, int end) {
    byte[] file = mp4(1_000);
    upload(BodyPublishers.ofByteArray(file));

    Answer part = api.get("/v1/videos/a/media", "Range", range);

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes " + start + "-" + end + "/1000");
    assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(file, start, end + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=5000-6000", "bytes=-0"})
  void a_range_past_the_end_is_416(String range) {
    upload(BodyPublishers.ofByteArray(mp4(1_000)));

    Answer answer = api.get("/v1/videos/a/media", "Range", range);

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes */1000");
    assertThat(answer.detail()).contains(range, "0 to 999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=1-2-3"})
  void a_range_that_makes_no_sense_is_passed_over(String range) {
    upload(BodyPublishers.ofByteArray(mp4(1_000)));

    Answer answer = api.get("/v1/videos/a/media", "Range", range);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).hasSize(1_000);
  }

  @Test
  void a_range_of_a_file_that_has_changed_is_the_whole_new_one() {
    upload(BodyPublishers.ofByteArray(mp4(1_000)));

    Answer changed = api.get("/v1/videos/a/media", "Range", "bytes=5-9", "If-Range", "\"old\"");
    Answer same =
        api.get("/v1/videos/a/media", "Range", "bytes=5-9", "If-Range", changed.header("ETag"));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(same.status()).isEqualTo(206);
  }

  @Test
  void head_tells_the_size_without_the_bytes() {
    upload(BodyPublishers.ofByteArray(mp4(1_000)));

    Answer head = api.send("HEAD", "/v1/videos/a/media", BodyPublishers.noBody());

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("1000");
    assertThat(head.response().body()).isEmpty();
    assertThat(api.send("HEAD", "/v1/search", BodyPublishers.noBody()).status()).isEqualTo(200);
    assertThat(api.get("/v1/videos/a").status()).isEqualTo(200);
  }

  @Test
  void what_was_uploaded_is_never_served_as_a_page() {
    upload(BodyPublishers.ofString("<html><script>alert(1)</script>"), "Content-Type", "text/html");

    Answer answer = api.get("/v1/videos/a/media");

    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
  }

  @Test
  void who_watches_a_film_takes_no_place_from_those_who_ask() throws IOException {
    int more = 32 << 20; // than sockets hold
    HttpConfig.Limits limits = HttpConfig.Limits.DEFAULT.withConcurrentRequests(1);
    try (TestApi one = TestApi.start(folder.resolve("one"), http -> http.withLimits(limits));
        Socket watching = new Socket("127.0.0.1", one.port)) {
      one.put("/v1/videos/a", "{\"title\": \"A\"}");
      Answer uploaded =
          one.send(
              "POST",
              "/v1/videos/a/media",
              BodyPublishers.ofByteArray(mp4(more)),
              "Authorization",
              "Bearer " + one.operator);
      assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(202);
      watching
          .getOutputStream()
          .write(
              "GET /v1/videos/a/media HTTP/1.1\r\nHost: x\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(watching.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");

      assertThat(one.get("/v1/videos/a").status()).isEqualTo(200);
    }
  }

  @Test
  void a_video_without_a_file_does_not_play() {
    assertThat(api.get("/v1/videos/a/media").detail()).isEqualTo("video a has no file");
  }

  @Test
  void a_thumbnail_may_be_cached_for_good() throws IOException {
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};
    api.objects.put("thumbnails/a/0.jpg", new ByteArrayInputStream(jpeg));

    Answer picture = api.get("/v1/thumbnails/thumbnails/a/0.jpg");
    Answer again =
        api.get("/v1/thumbnails/thumbnails/a/0.jpg", "If-None-Match", picture.header("ETag"));

    assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(picture.header("Cache-Control")).contains("immutable", "max-age=31536000");
    assertThat(picture.response().body()).isEqualTo(jpeg);
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void only_pictures_are_thumbnails() {
    upload(BodyPublishers.ofByteArray(mp4(1_000)));
    MediaFile media = api.catalogue.videos.get("a").derived().media();

    assertThat(api.get("/v1/thumbnails/" + media.key()).status()).isEqualTo(404);
    assertThat(api.get("/v1/thumbnails/none.jpg").status()).isEqualTo(404);
    assertThat(api.get("/v1/thumbnails/none.jpg").header("Cache-Control")).isEqualTo("no-store");
  }

  private static void nothingStays() throws IOException {
    eventually(() -> api.uploads.toFile().list().length == 0);
    assertThat(api.objects.all()).isEmpty();
  }

  private static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
