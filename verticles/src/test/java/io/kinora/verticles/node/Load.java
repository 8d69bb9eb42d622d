package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Clients that write as fast as they are answered, until the node is gone: two in bulk (new videos,
 * new states of old ones, deletions), one with films, one that searches, and one that reports
 * events.
 */
final class Load {

  private static final int FILMS_A_ROUND = 12;

  private interface Step {
    void run(Random random) throws Exception;
  }

  private final HttpCalls http;
  private final Ledger ledger;
  private final Path film;
  private final String name;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final List<Thread> clients = new ArrayList<>();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger films = new AtomicInteger();
  private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  private Load(HttpCalls http, Ledger ledger, Path film, String name) {
    this.http = http;
    this.ledger = ledger;
    this.film = film;
    this.name = name;
  }

  /**
   * @param name of this load among others of the same ledger
   */
  static Load start(
      HttpCalls http, Ledger ledger, EventLedger events, Path film, String name, long seed) {
    Load load = new Load(http, ledger, film, name);
    load.client("bulk-a", seed, random -> load.bulk("a", random));
    load.client("bulk-b", seed + 1, random -> load.bulk("b", random));
    load.client("film", seed + 2, random -> load.upload());
    load.client("search", seed + 3, random -> load.search());
    load.client("events", seed + 4, random -> events.send(http, random));
    return load;
  }

  /** A busy machine may need seconds for it. */
  void awaitFirstAnswer() throws InterruptedException {
    assertThat(answered.await(1, TimeUnit.MINUTES)).as("nothing was acknowledged").isTrue();
  }

  /** From now on it is right if the node does not answer. */
  void endsNow() {
    ended = true;
  }

  /** Waits for the clients, who end when the node no longer answers. */
  void await() throws InterruptedException {
    for (Thread client : clients) {
      client.join();
    }
    assertThat(wrong).as("answers that should not have been").isEmpty();
  }

  int written() {
    return written.get();
  }

  int films() {
    return films.get();
  }

  private void client(String kind, long seed, Step step) {
    Random random = new Random(seed);
    clients.add(
        Thread.ofVirtual()
            .name(name + "-" + kind)
            .start(
                () -> {
                  try {
                    while (true) {
                      step.run(random);
                    }
                  } catch (IOException | UncheckedIOException gone) {
                    if (!ended) {
                      wrong.add(gone);
                    }
                  } catch (Throwable failure) {
                    wrong.add(failure);
                  }
                }));
  }

  private void bulk(String who, Random random) throws Exception {
    Map<String, Integer> contents = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    int size = 20 + random.nextInt(60);
    for (int i = 0; i < size; i++) {
      String id = name + "-" + who + "-" + random.nextInt(1 + written.get() + size);
      boolean delete = random.nextInt(10) == 0 && !contents.containsKey(id);
      if (contents.containsKey(id)) {
        continue;
      }
      int content = delete ? Ledger.DELETED : 1 + random.nextInt(1_000_000);
      contents.put(id, content);
      lines.add(delete ? "{\"delete\": {\"id\": \"" + id + "\"}}" : put(id, content));
    }
    contents.forEach(ledger::sent);
    List<String> ids = List.copyOf(contents.keySet());
    try (Stream<String> answers = http.bulkAnswers(lines)) {
      answers.forEach(line -> noteAnswer(ids, contents, line));
    }
  }

  private void noteAnswer(List<String> ids, Map<String, Integer> contents, String line) {
    JsonNode answer = HttpCalls.parsed(line);
    String id = ids.get(answer.path("line").asInt() - 1);
    int content = contents.get(id);
    int status = answer.path("status").asInt();
    if (status == 202) {
      ledger.acknowledged(id, content, answer.path("version").asLong());
      written.incrementAndGet();
      answered.countDown();
      return;
    }
    assertThat(status == 404 && content == Ledger.DELETED).as(line).isTrue();
    ledger.nothingToDelete(id);
  }

  private void upload() throws Exception {
    if (films.get() == FILMS_A_ROUND) {
      search();
      return;
    }
    String id = name + "-film-" + films.get();
    int content = 1 + films.get();
    ledger.sent(id, content);
    HttpCalls.Answer put =
        http.send(
            "PUT", "/v1/videos/" + id, BodyPublishers.ofString(body(content)), "application/json");
    assertThat(put.status()).as(put.text()).isEqualTo(202);
    ledger.acknowledged(id, content, put.json().path("version").asLong());
    ledger.fileSent(id);
    HttpCalls.Answer uploaded = http.upload(id, film);
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(202);
    ledger.fileAcknowledged(id, uploaded.json().path("version").asLong());
    films.incrementAndGet();
  }

  private void search() throws Exception {
    HttpCalls.Answer found = http.searchFor("survivor", "&mode=text");
    assertThat(found.status()).as(found.text()).isEqualTo(200);
  }

  private static String put(String id, int content) {
    return "{\"put\": {\"id\": \"" + id + "\", " + body(content).substring(1) + "}";
  }

  /** Three fields that say the same, so that a half of one write and half of another would show. */
  private static String body(int content) {
    return "{\"title\": \"Survivor %d\", \"description\": \"content %d\", \"views\": %d}"
        .formatted(content, content, content);
  }
}
