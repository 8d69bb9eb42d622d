package io.kinora.verticles.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.fuzz.NodeProcess.Holding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests and files of every wrong kind, thrown at a real node. A few in the suite; with {@code
 * -Dkinora.fuzz.requests=50000 -Dkinora.fuzz.media=2000} as many as one likes. {@code
 * -Dkinora.fuzz.seed} repeats a run, {@code -Dkinora.fuzz.from} begins at a later request of it.
 */
@TestMethodOrder(OrderAnnotation.class)
class BadInputByForceTest {

  private static final int REQUESTS = Integer.getInteger("kinora.fuzz.requests", 1_000);
  private static final int FILES = Integer.getInteger("kinora.fuzz.media", 25);
  private static final int FROM = Integer.getInteger("kinora.fuzz.from", 0);
  private static final long SEED = Long.getLong("kinora.fuzz.seed", 323_756_368L);

  /** So many requests have a good one of every operation among them. */
  private static final int ENOUGH_FOR_ALL = 20_000;

  private static final int CLIENTS = 4;
  private static final int WARM_UP = 300;
  private static final int WARM_UP_FILES = 10;
  private static final int IDS = 20;
  private static final Duration SETTLING = Duration.ofMinutes(3);

  /** Pools that grow to their size, connections at rest: not more, however long it goes on. */
  private static final int MORE_THREADS = 30;

  private static final int MORE_FILES = 150;
  private static final int MORE_HEAP_MB = 150;

  @TempDir static Path folder;
  private static NodeProcess node;
  private static ApiGrammar grammar;
  private static RequestFuzzer requests;
  private static MediaFuzzer media;
  private static Holding before;
  private static Set<String> filesBefore;

  private static final Map<String, Integer> MEDIA_ENDS = new TreeMap<>();

  @BeforeAll
  static void startsANodeAndWarmsIt() throws Exception {
    System.out.println("Bad input by force: -Dkinora.fuzz.seed=" + SEED);
    List<byte[]> seeds = MediaSeeds.make(folder);
    media = new MediaFuzzer(seeds);
    node =
        NodeProcess.start(
            folder.resolve("node"),
            List.of("http.requests-per-second=none", "media.decode-s=20", "media.instances=2"));
    grammar = new ApiGrammar();
    requests = new RequestFuzzer(grammar, new Values(grammar, known()), node.token(), seeds.get(0));
    attack(0, WARM_UP, SEED + 1);
    for (int i = 0; i < WARM_UP_FILES; i++) {
      upload("warm-" + i, media.file(-1 - i));
    }
    settle(idsLike("warm-", WARM_UP_FILES));
    before = node.holding();
    filesBefore = node.strayFiles();
  }

  @AfterAll
  static void stopsIt() throws Exception {
    if (node != null) {
      node.close();
    }
  }

  @Test
  @Order(1)
  void every_request_is_answered_or_refused_with_a_reason() throws Exception {
    long start = System.nanoTime();
    Attack attack = attack(FROM, REQUESTS, SEED);
    System.out.printf(
        "%d requests in %d s, slowest %d ms: %s%n",
        REQUESTS,
        (System.nanoTime() - start) / 1_000_000_000,
        attack.slowestMillis(),
        attack.counts());
    assertThat(attack.broken()).as("rules broken with seed " + SEED).isEmpty();
    if (REQUESTS >= ENOUGH_FOR_ALL) {
      assertThat(attack.reached())
          .as("operations of the document, each by a request that nothing was done to")
          .containsAll(grammar.calls().stream().map(ApiGrammar.Call::id).toList());
    }
  }

  @Test
  @Order(2)
  void every_file_ends_searchable_or_failed_with_a_reason() throws Exception {
    long start = System.nanoTime();
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      MediaFuzzer.File file = media.file(SEED * 1_000_003 + i);
      int status = upload("m-" + i, file);
      if (status != 202) {
        refused.add("file " + i + " (" + file.about() + ") was answered with " + status);
      }
    }
    assertThat(refused).as("files of seed " + SEED).isEmpty();
    settle(idsLike("m-", FILES));
    for (int i = 0; i < FILES; i++) {
      checkEnd("m-" + i, media.file(SEED * 1_000_003 + i));
    }
    System.out.printf(
        "%d files in %d s: %s%n", FILES, (System.nanoTime() - start) / 1_000_000_000, MEDIA_ENDS);
  }

  @Test
  @Order(3)
  void nothing_has_grown_or_stayed_behind() throws Exception {
    settle(idsLike("v", IDS));
    Holding after = awaitRest();
    System.out.println("before: " + before + ", after: " + after);

    assertThat(after.requestsInWork()).isZero();
    assertThat(after.threads()).isLessThan(before.threads() + MORE_THREADS);
    assertThat(after.files()).isLessThan(before.files() + MORE_FILES);
    assertThat(after.heapMb()).isLessThan(before.heapMb() + MORE_HEAP_MB);
    Set<String> stray = new TreeSet<>(node.strayFiles());
    stray.removeAll(filesBefore);
    assertThat(stray).as("files beside the data folder, and of uploads").isEmpty();
  }

  @Test
  @Order(4)
  void the_node_works_as_before_and_has_nothing_to_hide() throws Exception {
    assertThat(node.isAlive()).isTrue();
    assertThat(node.errors()).isEmpty();

    RawAnswer written = node.put("good", "{\"title\": \"A heron at the weir\"}");
    assertThat(written.status()).as(written.text()).isEqualTo(200);
    RawAnswer found = node.get("/v1/search?q=heron+weir&mode=text&deadline_ms=5000");
    assertThat(found.json().path("hits").path(0).path("id").asText())
        .as(found.text())
        .isEqualTo("good");
    assertThat(node.get("/health/ready").status()).isEqualTo(200);
  }

  private static Attack attack(int from, int count, long seed) throws Exception {
    Attack attack = new Attack(node.port(), requests, new AnswerRules(grammar), seed);
    attack.run(from, count, CLIENTS);
    return attack;
  }

  /** Some videos, and what the node itself hands out about them. */
  private static Values.Known known() throws IOException {
    List<String> ids = idsLike("v", IDS);
    for (String id : ids.subList(0, 5)) {
      node.put(id, "{\"title\": \"Night traffic at the lighthouse\", \"tags\": [\"t\"]}");
    }
    String film = "/v1/videos/v0/media";
    node.call("POST", film, "video/mp4", media.file(7).bytes());
    RawAnswer page = node.get("/v1/search?q=night+traffic&mode=text&limit=1&deadline_ms=5000");
    String cursor = page.json().path("next_cursor").asText("AAAA");
    return new Values.Known(
        ids,
        List.of(cursor, cursor.substring(1), cursor + "A", "AAAA"),
        List.of("frames/v0/0.jpg", "media/v0", "a/b/c", "frames/../v0"),
        List.of("index.html", "client/kinora.js", "app/none.js", "../logback.xml"));
  }

  private static List<String> idsLike(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private static int upload(String id, MediaFuzzer.File file) throws IOException {
    String path = "/v1/videos/" + id;
    byte[] title = "{\"title\": \"A file of some kind\"}".getBytes();
    assertThat(node.call("PUT", path, "application/json", title).status()).isEqualTo(202);
    return node.call("POST", path + "/media", file.type(), file.bytes()).status();
  }

  /** Waits until none of them is on its way any more; the patience is a bound on a hang. */
  private static void settle(List<String> ids) throws Exception {
    long until = System.nanoTime() + SETTLING.toNanos() + ids.size() * 500_000_000L;
    for (String id : ids) {
      String status = status(id).path("status").asText();
      while (Set.of("received", "decoding", "embedding").contains(status)) {
        assertThat(node.isAlive()).as("the node died:\n" + node.log()).isTrue();
        assertThat(System.nanoTime()).as(id + " is still " + status).isLessThan(until);
        Thread.sleep(50);
        status = status(id).path("status").asText();
      }
    }
  }

  private static JsonNode status(String id) throws IOException {
    return node.get("/v1/videos/" + id + "/status").json();
  }

  private static void checkEnd(String id, MediaFuzzer.File file) throws IOException {
    JsonNode status = status(id);
    String word = status.path("status").asText();
    MEDIA_ENDS.merge(word, 1, Integer::sum);
    String about = id + " (" + file.about() + "): " + status;
    assertThat(word).as(about).isIn("searchable", "failed");
    if (word.equals("failed")) {
      assertThat(status.path("reason").asText())
          .as(about)
          .isNotBlank()
          .hasSizeLessThan(300)
          .doesNotContain(folder.toString())
          .doesNotContainPattern("[a-z]\\.[A-Z]\\w+|Exception");
    }
    RawAnswer played = node.get("/v1/videos/" + id + "/media");
    assertThat(played.status()).as(about).isEqualTo(200);
    assertThat(played.body()).as(about).isEqualTo(file.bytes());
    assertThat(played.contentType()).as(about).doesNotContain("html", "svg", "xml", "javascript");
  }

  /** Connections that were left alone need a moment to be noticed. */
  private static Holding awaitRest() throws Exception {
    Holding now = node.holding();
    for (int i = 0;
        i < 60 && (now.requestsInWork() > 0 || now.files() > before.files() + 20);
        i++) {
      Thread.sleep(1_000);
      now = node.holding();
    }
    return now;
  }
}
