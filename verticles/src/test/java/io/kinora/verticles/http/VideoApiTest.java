package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.Derived;
import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoCatalogue.JobState;
import io.kinora.verticles.http.TestApi.Answer;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoApiTest {

  private static final String WHOLE =
      """
      {"id": "a", "title": "A lighthouse", "description": "By the sea", "channel": "coast",
       "tags": ["sea", "tower"], "language": "en", "published_at": "2026-01-01T01:00:00+01:00",
       "duration_s": 12.5, "category": "nature", "transcript": "waves", "views": 10, "likes": 2,
       "license": "CC0", "vectors": {"text": [1, 0.5], "video": [0.25, 1]},
       "frames": [{"timestamp_ms": 0, "vector": [1, 0]}, {"timestamp_ms": 900, "vector": [0, 1]}]}
      """;

  @TempDir static Path folder;
  private static TestApi api;

  @BeforeAll
  static void start() {
    api = TestApi.start(folder);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void forget() {
    api.forget();
  }

  @Test
  void what_was_put_is_what_is_got() throws Exception {
    api.put("/v1/videos/a", WHOLE);

    JsonNode got = api.get("/v1/videos/a?include=vectors,transcript").json();

    JsonNode sent = TestApi.JSON.readTree(WHOLE);
    for (String field : List.of("id", "title", "description", "channel", "tags", "language")) {
      assertThat(got.get(field)).as(field).isEqualTo(sent.get(field));
    }
    for (String field : List.of("category", "transcript", "views", "likes", "license")) {
      assertThat(got.get(field)).as(field).isEqualTo(sent.get(field));
    }
    assertThat(got.get("published_at").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(got.get("duration_s").asDouble()).isEqualTo(12.5);
    assertThat(got.get("vectors").toString())
        .isEqualTo("{\"text\":[1.0,0.5],\"video\":[0.25,1.0]}");
    assertThat(got.at("/frames/1").toString())
        .isEqualTo("{\"timestamp_ms\":900,\"vector\":[0.0,1.0]}");
    assertThat(got.get("status").asText()).isEqualTo("searchable");
  }

  @Test
  void vectors_and_transcript_come_only_when_asked_for() {
    api.put("/v1/videos/a", WHOLE);

    JsonNode got = api.get("/v1/videos/a").json();

    assertThat(got.has("vectors")).isFalse();
    assertThat(got.has("transcript")).isFalse();
    assertThat(got.at("/frames/0").has("vector")).isFalse();
  }

  @Test
  void a_write_answers_202_with_the_version() {
    Answer first = api.put("/v1/videos/a", "{\"title\": \"one\"}");
    Answer second = api.put("/v1/videos/a", "{\"title\": \"two\"}");

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.text())
        .isEqualTo("{\"id\":\"a\",\"version\":1,\"created\":true,\"searchable\":false}");
    assertThat(second.header("ETag")).isEqualTo("\"2\"");
    assertThat(second.json().get("created").asBoolean()).isFalse();
  }

  @Test
  void the_same_put_again_leaves_the_same_video() {
    api.put("/v1/videos/a", WHOLE);
    JsonNode first = api.get("/v1/videos/a").json();
    api.put("/v1/videos/a", WHOLE);
    JsonNode second = api.get("/v1/videos/a").json();

    ((com.fasterxml.jackson.databind.node.ObjectNode) first).remove("version");
    ((com.fasterxml.jackson.databind.node.ObjectNode) second).remove("version");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void waiting_answers_200_once_searches_see_it() {
    Answer answer = api.put("/v1/videos/a?wait=searchable", "{\"title\": \"one\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("searchable").asBoolean()).isTrue();
  }

  @Test
  void waiting_in_vain_answers_202_with_a_warning() {
    api.visible = (id, version) -> Future.succeededFuture(false);

    Answer answer = api.put("/v1/videos/a?wait=searchable", "{\"title\": \"one\"}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("warning").asText()).contains("10000 ms");
  }

  @Test
  void a_committed_write_is_no_failure_even_if_nobody_can_tell_whether_it_is_visible() {
    api.visible = (id, version) -> Future.failedFuture(new IllegalStateException("shard gone"));

    assertThat(api.put("/v1/videos/a?wait=searchable", "{\"title\": \"one\"}").status())
        .isEqualTo(202);
  }

  @Test
  void if_match_lets_the_right_version_through_and_no_other() {
    api.put("/v1/videos/a", "{\"title\": \"one\"}");

    Answer stale = api.put("/v1/videos/a", "{\"title\": \"two\"}", "If-Match", "\"7\"");
    Answer right = api.put("/v1/videos/a", "{\"title\": \"two\"}", "If-Match", "\"1\"");

    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.field()).isEqualTo("If-Match");
    assertThat(stale.detail()).contains("version 1, not 7");
    assertThat(stale.json().get("current_version").asLong()).isEqualTo(1);
    assertThat(right.status()).isEqualTo(202);
  }

  @Test
  void a_patch_changes_what_it_names_and_null_removes() {
    api.put("/v1/videos/a", WHOLE);

    api.json(
        "PATCH",
        "/v1/videos/a",
        "{\"views\": 11, \"channel\": null, \"tags\": null, \"vectors\": {\"text\": null}}");

    Video now = api.catalogue.videos.get("a");
    assertThat(now.metadata().views()).isEqualTo(11);
    assertThat(now.metadata().channel()).isNull();
    assertThat(now.metadata().tags()).isEmpty();
    assertThat(now.metadata().textVector()).isNull();
    assertThat(now.metadata().videoVector()).isEqualTo(new Vector(new float[] {0.25f, 1}));
    assertThat(now.metadata().title()).isEqualTo("A lighthouse");
    assertThat(now.metadata().likes()).isEqualTo(2);
  }

  @Test
  void a_patch_of_vectors_to_null_removes_both() {
    api.put("/v1/videos/a", WHOLE);

    api.json("PATCH", "/v1/videos/a", "{\"vectors\": null, \"frames\": null}");

    Video now = api.catalogue.videos.get("a");
    assertThat(now.metadata().textVector()).isNull();
    assertThat(now.metadata().videoVector()).isNull();
    assertThat(now.metadata().frames()).isEmpty();
  }

  @Test
  void what_is_not_there_is_404() {
    assertThat(api.get("/v1/videos/none").status()).isEqualTo(404);
    assertThat(api.get("/v1/videos/none/status").status()).isEqualTo(404);
    assertThat(api.get("/v1/videos/none/media").status()).isEqualTo(404);
    assertThat(api.delete("/v1/videos/none").status()).isEqualTo(404);
    assertThat(api.json("PATCH", "/v1/videos/none", "{}").status()).isEqualTo(404);
  }

  @Test
  void a_deleted_video_is_gone() {
    api.put("/v1/videos/a", WHOLE);

    assertThat(api.delete("/v1/videos/a").json().get("version").asLong()).isEqualTo(2);
    assertThat(api.get("/v1/videos/a").status()).isEqualTo(404);
  }

  @Test
  void the_status_tells_the_way_into_search() {
    api.put("/v1/videos/a", WHOLE);
    api.visibleVersion = 0;
    assertThat(status()).startsWith("{\"id\":\"a\",\"version\":1,\"visible_version\":0");
    assertThat(status()).endsWith("\"status\":\"received\"}");

    api.visibleVersion = 1;
    api.catalogue.jobs.put("a", new JobState(Stage.DECODE, 40, null));
    assertThat(status()).endsWith("\"status\":\"decoding\",\"percent\":40}");

    api.catalogue.jobs.put("a", new JobState(Stage.EMBED, 0, null));
    assertThat(status()).endsWith("\"status\":\"embedding\"}");

    api.catalogue.jobs.put("a", new JobState(Stage.DECODE, 0, "audio only"));
    assertThat(status()).endsWith("\"status\":\"failed\",\"reason\":\"audio only\"}");

    api.catalogue.jobs.clear();
    assertThat(status()).endsWith("\"status\":\"searchable\"}");
  }

  private static String status() {
    return api.get("/v1/videos/a/status").text();
  }

  @Test
  void a_decoded_video_tells_of_its_file_and_frames() {
    api.put("/v1/videos/a", "{\"title\": \"one\", \"duration_s\": 99}");
    MediaFile.Details details =
        new MediaFile.Details("mov,mp4", "h264", 320, 240, 10_000, 25, true);
    Derived derived =
        new Derived(
            new MediaFile("media/a/1", 1234, details),
            List.of(new Frame(500, "thumbnails/a/500.jpg", 7L)),
            null,
            List.of(),
            List.of(),
            null,
            null);
    Video bare = api.catalogue.videos.get("a");
    Instant then = bare.createdAt();
    api.catalogue.videos.put("a", new Video("a", 2, bare.metadata(), derived, then, then, false));

    JsonNode got = api.get("/v1/videos/a").json();

    ApiDocument.load().shape("Video").check(got);
    assertThat(got.get("media_url").asText()).isEqualTo("/v1/videos/a/media");
    assertThat(got.get("duration_s").asDouble()).isEqualTo(10);
    assertThat(got.at("/media/codec").asText()).isEqualTo("h264");
    assertThat(got.at("/frames/0/thumbnail_url").asText())
        .isEqualTo("/v1/thumbnails/thumbnails/a/500.jpg");
  }
}
