package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.Reindexing.Wish;
import io.kinora.verticles.http.TestApi.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of the index beside one another, as an operator asks for them. */
class ReindexApiTest {

  private static final String PATH = "/v1/admin/reindex";

  @TempDir static Path folder;
  private static TestApi api;

  @BeforeAll
  static void starts() {
    api = TestApi.start(folder);
  }

  @AfterAll
  static void stops() {
    api.close();
  }

  @Test
  void an_operator_sees_what_is_searched_and_what_a_new_one_waits_for() {
    Answer answer = api.get(PATH, "Authorization", "Bearer " + api.operator);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode searched = answer.json().path("generations").path(0);
    assertThat(searched.path("generation").asInt()).isEqualTo(3);
    assertThat(searched.path("state").asText()).isEqualTo("active");
    assertThat(searched.path("switched_at").asText()).isEqualTo("2026-01-01T00:01:00Z");
    JsonNode built = answer.json().path("generations").path(1);
    assertThat(built.path("switch").asText()).isEqualTo("by_hand");
    assertThat(built.path("waits_for").path(0).asText()).contains("7 videos");
    assertThat(built.has("switched_at")).isFalse();
  }

  @Test
  void what_is_left_out_stays_as_it_is() {
    assertThat(api.post(PATH, "{}").status()).isEqualTo(202);
    assertThat(api.reindexing.wishes.getLast()).isEqualTo(new Wish(null, null, null, false));

    String both = "{\"sight_encoder\": \"clip\", \"switch\": \"by_hand\"}";
    assertThat(api.post(PATH, both).json().path("generation").asInt()).isEqualTo(4);
    assertThat(api.reindexing.wishes.getLast()).isEqualTo(new Wish(null, "clip", null, true));
  }

  @Test
  void one_that_is_not_whole_cannot_be_searched() {
    assertThat(api.post(PATH + "/3/search", "").status()).isEqualTo(200);

    Answer refused = api.post(PATH + "/4/search", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("type").asText()).endsWith("conflict");
    assertThat(refused.detail()).contains("not whole");
  }

  @Test
  void what_is_no_wish_is_refused_with_what_is_allowed() {
    assertThat(api.post(PATH, "{\"switch\": \"soon\"}").detail()).contains("when_whole");
    assertThat(api.post(PATH, "{\"encoder\": \"clip\"}").status()).isEqualTo(400);
    assertThat(api.json("DELETE", PATH + "/0", "").status()).isEqualTo(400);
    assertThat(api.json("DELETE", PATH + "/2", "").status()).isEqualTo(204);
    assertThat(api.reindexing.dropped).containsExactly(2);
  }
}
