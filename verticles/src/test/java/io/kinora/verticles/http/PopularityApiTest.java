package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PopularityApiTest {

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

  @Test
  void what_is_trending_has_the_shape_of_hits_with_ranks_and_leaves_out_what_is_gone() {
    JsonNode answer = api.get("/v1/trending").json();

    assertThat(answer.path("window").asText()).isEqualTo("24h");
    assertThat(answer.path("as_of").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(answer.path("hits").findValuesAsText("id")).containsExactly("kite", "boat");
    JsonNode first = answer.path("hits").path(0);
    assertThat(first.path("rank").asInt()).isEqualTo(1);
    assertThat(first.path("previous_rank").asInt()).isEqualTo(3);
    assertThat(first.path("score").asDouble()).isEqualTo(8.5);
    assertThat(first.path("title").asText()).isEqualTo("Title of kite");
    assertThat(answer.path("hits").path(1).has("previous_rank")).isFalse();
  }

  @Test
  void as_many_are_given_as_are_asked_for() {
    assertThat(api.get("/v1/trending?limit=1&window=7d").json().path("hits")).hasSize(1);
  }

  @Test
  void a_window_without_a_list_and_a_limit_out_of_range_are_refused() {
    assertThat(api.get("/v1/trending?window=90d").json().path("field").asText())
        .isEqualTo("window");
    assertThat(api.get("/v1/trending?limit=101").status()).isEqualTo(400);
    assertThat(api.get("/v1/trending?limit=0").json().path("field").asText()).isEqualTo("limit");
  }

  @Test
  void operators_see_figures_of_every_window_and_how_they_went() {
    JsonNode answer =
        api.get("/v1/admin/metrics?window=1h", "Authorization", "Bearer " + api.operator).json();

    assertThat(answer.path("windows").fieldNames())
        .toIterable()
        .containsExactly("1h", "24h", "7d", "90d", "all");
    assertThat(answer.path("windows").path("24h").path("ctr").asDouble()).isEqualTo(0.2);
    assertThat(answer.path("windows").path("24h").path("viewers").asInt()).isEqualTo(7);
    assertThat(answer.path("job").asText()).isEqualTo("running");
    JsonNode series = answer.path("series");
    assertThat(series.path("window").asText()).isEqualTo("1h");
    assertThat(series.path("step_s").asInt()).isEqualTo(300);
    assertThat(series.path("points").path(0).path("first_click_ms").asInt()).isEqualTo(2_500);
  }
}
