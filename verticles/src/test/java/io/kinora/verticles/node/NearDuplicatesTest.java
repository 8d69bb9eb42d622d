package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import io.kinora.verticles.demo.DemoClip;
import io.kinora.verticles.demo.DemoContent;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a film, uploaded as films of their own: found, grouped, shown once. */
class NearDuplicatesTest {

  private static final Set<String> TRAINS = Set.of("original", "hurried", "uploaded-again");

  @TempDir Path folder;
  private HttpCalls http;

  @Test
  void three_copies_are_one_hit_until_the_best_is_deleted() throws Exception {
    Node node = Node.start(config(folder.resolve("data")));
    try {
      http = new HttpCalls(node.url(), Files.readString(node.tokenFile()).strip());
      Path train = film("steam-train");
      upload("original", train, "A steam train", 5, "2026-01-01");
      upload("hurried", film("steam-train-faster"), "The steam train, faster", 7, "2026-03-01");
      upload("uploaded-again", train, "Steam train steam train", 9, "2026-02-01");
      upload("boat", film("sailing-boat"), "No steam train but a boat", 6, "2026-01-15");
      awaitHits("steam train", 2);

      assertShownOnce("&mode=text");
      assertShownOnce("&mode=text&facets=tag");
      assertShownOnce("&sort=newest&mode=text");
      assertShownOnce("&sort=most_viewed&mode=text");
      assertThat(pages("", "&sort=newest")).containsExactly("hurried", "boat");
      assertThat(pages("", "&sort=most_viewed")).containsExactly("uploaded-again", "boat");
      assertThat(pages("", "&sort=newest&filter=views:%5B*%20TO%208%5D"))
          .containsExactly("hurried", "boat");
      assertThat(HttpCalls.ids(http.searchFor("steam train", "&mode=text&collapse=none")))
          .containsExactlyInAnyOrder("original", "hurried", "uploaded-again", "boat");
      JsonNode copy = http.getJson("/v1/videos/hurried");
      assertThat(copy.path("duplicates_of").asText()).isEqualTo("original");
      assertThat(texts(copy.path("duplicates"))).containsExactly("original", "uploaded-again");
      assertThat(http.getJson("/v1/videos/original").has("duplicates_of")).isFalse();
      assertThat(http.getJson("/v1/videos/boat").has("duplicates")).isFalse();

      String best = train(http.searchFor("steam train", "&mode=text").json()).path("id").asText();
      delete(best);
      Set<String> left = new TreeSet<>(TRAINS);
      left.remove(best);
      JsonNode answer = http.searchFor("steam train", "&mode=text").json();
      assertThat(answer.at("/total/value").asInt()).isEqualTo(2);
      assertThat(named(train(answer))).isEqualTo(left);

      delete("original".equals(best) ? "hurried" : "original");
      awaitHits("steam train", 2);
      assertThat(named(train(http.searchFor("steam train", "&mode=text").json()))).hasSize(1);
    } finally {
      node.close();
    }
  }

  private void assertShownOnce(String more) throws Exception {
    JsonNode answer = http.searchFor("steam train", more).json();
    assertThat(answer.path("hits")).as(more).hasSize(2);
    assertThat(answer.at("/total/value").asInt()).as(more).isEqualTo(2);
    assertThat(answer.at("/total/relation").asText()).as(more).isEqualTo("exact");
    assertThat(named(train(answer))).as(more).isEqualTo(TRAINS);
    assertThat(pages("steam train", more))
        .as(more)
        .containsExactlyElementsOf(HttpCalls.ids(http.searchFor("steam train", more)));
  }

  /** All hits, a page for each. */
  private List<String> pages(String words, String more) throws Exception {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      HttpCalls.Answer page = http.searchFor(words, more + "&limit=1" + cursor);
      ids.addAll(HttpCalls.ids(page));
      JsonNode next = page.json().path("next_cursor");
      cursor = next.isTextual() ? "&cursor=" + next.asText() : null;
    }
    return ids;
  }

  private static JsonNode train(JsonNode answer) {
    for (JsonNode hit : answer.path("hits")) {
      if (TRAINS.contains(hit.path("id").asText())) {
        return hit;
      }
    }
    throw new AssertionError("no train in " + answer);
  }

  /** The ids that a hit stands for. */
  private static Set<String> named(JsonNode hit) {
    Set<String> ids = new TreeSet<>(texts(hit.path("duplicates")));
    ids.add(hit.path("id").asText());
    return ids;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void upload(String id, Path film, String title, int views, String day) throws Exception {
    http.put(
        id,
        "{\"title\": \"%s\", \"views\": %d, \"published_at\": \"%sT00:00:00Z\"}"
            .formatted(title, views, day));
    assertThat(http.upload(id, film).status()).isEqualTo(202);
    http.awaitStatus(id, List.of("searchable"));
  }

  private void delete(String id) throws Exception {
    http.send(
        "DELETE",
        "/v1/videos/" + id + "?wait=searchable",
        BodyPublishers.noBody(),
        "application/json");
  }

  private void awaitHits(String words, int hits) throws Exception {
    long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (HttpCalls.ids(http.searchFor(words, "&mode=text")).size() != hits) {
      assertThat(System.nanoTime()).as(http.searchFor(words, "").text()).isLessThan(until);
      Thread.sleep(50);
    }
  }

  private Path film(String id) throws Exception {
    Path file = folder.resolve(id + ".mp4");
    DemoClip clip =
        DemoContent.clips().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    DemoContent.make(clip, file);
    return file;
  }

  private static NodeConfig config(Path data) {
    Map<String, String> settings =
        Map.of(
            "data", data.toString(),
            "http.port", "0",
            "shards", "2",
            "search.cache", "none",
            "encoders.text", "none",
            "encoders.sight", "none");
    return NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()));
  }
}
