package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node as a process of its own, ended at random moments under load: what was acknowledged
 * survives however it ends. {@code -Dkinora.drill.rounds} says how often it is killed, {@code
 * -Dkinora.drill.seed} repeats a drill.
 */
class NodeProcessTest {

  private static final int SHARDS = 2;
  private static final int ROUNDS = Integer.getInteger("kinora.drill.rounds", 1);
  private static final long SEED = Long.getLong("kinora.drill.seed", System.nanoTime());
  private static final int LONGEST_LOAD_MS = Integer.getInteger("kinora.drill.load-ms", 3_000);

  /** Words need no model here; films pass through both stages. */
  private static final List<String> SETTINGS =
      List.of("-s", "encoders.text=none", "-s", "search.cache=none", "-s", "shards=" + SHARDS);

  @TempDir Path folder;
  private final Ledger ledger = new Ledger();
  private final EventLedger events = new EventLedger();
  private final Random random = new Random(SEED);
  private ServedNode node;
  private Path film;
  private long startMs;
  private int starts;

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    if (node != null) {
      node.clear();
    }
  }

  @Test
  void what_was_acknowledged_is_there_once_however_the_process_ended() throws Exception {
    say("%d kills; to repeat them: -Dkinora.drill.seed=%d", ROUNDS, SEED);
    film = Films.meadow(folder.resolve("meadow.mp4"));
    for (int round = 1; round <= ROUNDS; round++) {
      if (round > 2 && random.nextInt(5) == 0) {
        killWhileStarting();
      }
      killUnderLoad(round);
    }
    stopUnderLoad();

    HttpCalls http = start();
    awaitSettled(http);
    assertFoundOnce(http);
    events.awaitRead(http);
    assertThat(node.stop()).as("exit code after SIGTERM: 128 + 15").isEqualTo(143);

    StoredVideos stored = StoredVideos.of(folder.resolve("data"), SHARDS);
    ledger.check(stored.rows());
    stored.checkIndexAgainstRows();
    events.check(folder.resolve("data"));
    say(
        "%d videos sent, %d acknowledged, %d with files; %d rows; %d events acknowledged; %d"
            + " starts",
        ledger.size(),
        ledger.acknowledged(),
        ledger.withFiles().size(),
        stored.rows().size(),
        events.acknowledged(),
        starts);
  }

  private void killUnderLoad(int round) throws Exception {
    HttpCalls http = start();
    Load load = Load.start(http, ledger, events, film, "r" + round, random.nextLong());
    int moment = random.nextInt(LONGEST_LOAD_MS);
    load.awaitFirstAnswer();
    Thread.sleep(moment);
    load.endsNow();
    node.kill();
    boolean database = random.nextInt(4) == 0;
    if (database) {
      node.killDatabase();
    }
    load.await();
    say(
        "Round %d: ready after %d ms, killed %d ms after the first answer%s; %d writes and %d films"
            + " acknowledged",
        round, startMs, moment, database ? " with its database" : "", load.written(), load.films());
  }

  private void killWhileStarting() throws Exception {
    spawn();
    int moment = random.nextInt((int) Math.max(1, startMs));
    Thread.sleep(moment);
    node.kill();
    say("Killed %d ms into a start", moment);
  }

  private void stopUnderLoad() throws Exception {
    HttpCalls http = start("-Dkinora.log=DEBUG");
    Load load = Load.start(http, ledger, events, film, "last", random.nextLong());
    load.awaitFirstAnswer();
    Thread.sleep(random.nextInt(LONGEST_LOAD_MS));
    load.endsNow();
    long begin = System.nanoTime();
    assertThat(node.stop()).as("exit code after SIGTERM: 128 + 15").isEqualTo(143);
    say(
        "Stopped in %d ms; %d writes and %d films acknowledged",
        (System.nanoTime() - begin) / 1_000_000, load.written(), load.films());
    try {
      load.await();
    } catch (AssertionError wrong) {
      throw new AssertionError("the node said:\n" + node.trouble(), wrong);
    }
    List<String> cut =
        node.said()
            .lines()
            .filter(line -> line.contains("access - ") && line.contains(" 499 "))
            .toList();
    assertThat(cut).as("requests in work that were cut").isEmpty();
  }

  /** Films are through both stages, and what was written last has reached both shards. */
  private void awaitSettled(HttpCalls http) throws Exception {
    for (String id : ledger.withFiles()) {
      JsonNode status = http.awaitStatus(id, List.of("searchable", "failed"));
      assertThat(status.path("status").asText()).as(status.toString()).isEqualTo("searchable");
      assertThat(http.get("/v1/videos/" + id).json().path("frames")).as(id).isNotEmpty();
    }
    for (String id : ledger.withFiles().size() > 1 ? ledger.withFiles() : List.<String>of()) {
      awaitGrouped(http, id);
    }
    for (int i = 0; i < 8; i++) {
      String id = "last-" + i;
      ledger.sent(id, 1);
      JsonNode written =
          http.put(id, "{\"title\": \"Survivor 1\", \"description\": \"content 1\", \"views\": 1}")
              .json();
      assertThat(written.path("searchable").asBoolean()).as(written.toString()).isTrue();
      ledger.acknowledged(id, 1, written.path("version").asLong());
    }
  }

  /** All films show the same: each is put into one group with the others. */
  private void awaitGrouped(HttpCalls http, String film) throws Exception {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!http.get("/v1/videos/" + film).json().has("duplicates")) {
      assertThat(System.nanoTime()).as(film).isLessThan(until);
      Thread.sleep(50);
    }
  }

  private void assertFoundOnce(HttpCalls http) throws Exception {
    List<String> found = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page =
          http.searchFor(
                  "survivor", "&mode=text&sort=newest&limit=100&fields=id&collapse=none" + cursor)
              .json();
      page.path("hits").forEach(hit -> found.add(hit.path("id").asText()));
      cursor =
          page.path("next_cursor").isTextual()
              ? "&cursor=" + page.path("next_cursor").asText()
              : null;
    }
    assertThat(found).doesNotHaveDuplicates().containsAll(ledger.withFiles());
  }

  private HttpCalls start(String... jvm) throws Exception {
    long begin = System.nanoTime();
    spawn(jvm);
    HttpCalls http = node.awaitReady();
    startMs = (System.nanoTime() - begin) / 1_000_000;
    return http;
  }

  private static void say(String words, Object... values) {
    System.out.printf(words + "%n", values);
  }

  private void spawn(String... jvm) throws Exception {
    starts++;
    node =
        ServedNode.spawn(
            folder.resolve("data"), folder.resolve("log-" + starts), List.of(jvm), SETTINGS);
  }
}
