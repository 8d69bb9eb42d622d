package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.PostgresServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Events that were sent, some of them again and again, and which the node said it has. */
final class EventLedger {

  private static final String LAST = "last";

  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<List<String>> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger next = new AtomicInteger();

  int acknowledged() {
    return acknowledged.size();
  }

  /** Sends some; first of all those that were not acknowledged, as a client would. */
  void send(HttpCalls http, Random random) throws Exception {
    List<String> waiting = open.poll();
    List<String> ids = waiting == null ? fresh(1 + random.nextInt(40)) : waiting;
    open.add(ids);
    HttpCalls.Answer answer = report(http, ids);
    assertThat(answer.status()).as(answer.text()).isIn(202, 503);
    if (answer.status() == 202) {
      assertThat(answer.json().path("accepted").asInt()).isEqualTo(ids.size());
      acknowledged.addAll(ids);
      if (random.nextInt(3) > 0) {
        open.remove(ids);
      }
    }
  }

  private List<String> fresh(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add("event-" + next.incrementAndGet());
    }
    sent.addAll(ids);
    return ids;
  }

  /** Of channels, which anybody may name: the videos are under load of their own. */
  private static HttpCalls.Answer report(HttpCalls http, List<String> ids) throws Exception {
    List<String> events =
        ids.stream()
            .map(
                id ->
                    "{\"event_id\":\"%s\",\"type\":\"follow\",\"channel_id\":\"%s\"}"
                        .formatted(id, id))
            .toList();
    return http.send(
        "POST", "/v1/events", BodyPublishers.ofString(events.toString()), "application/json");
  }

  /** Waits until the view has read the log to its end: the last event of its only viewer. */
  void awaitRead(HttpCalls http) throws Exception {
    sent.add(LAST);
    assertThat(report(http, List.of(LAST)).status()).isEqualTo(202);
    acknowledged.add(LAST);
    long until = System.nanoTime() + java.time.Duration.ofMinutes(3).toNanos();
    while (!http.getJson("/v1/me").at("/follows/0/channel_id").asText().equals(LAST)) {
      assertThat(System.nanoTime()).as("the view does not catch up").isLessThan(until);
      Thread.sleep(50);
    }
  }

  /** Of a stopped node: what was acknowledged is there, and nothing is there twice. */
  void check(Path data) throws Exception {
    Map<String, Integer> rows = new HashMap<>();
    try (PostgresServer server = PostgresServer.start(data.resolve("postgres"));
        Connection connection = connection(server.address());
        ResultSet found =
            connection
                .createStatement()
                .executeQuery("SELECT event_id, count(*) FROM interaction GROUP BY 1")) {
      while (found.next()) {
        rows.put(found.getString(1), found.getInt(2));
      }
    }
    assertThat(rows.keySet()).containsAll(acknowledged).isSubsetOf(sent);
    assertThat(rows.values()).as("how often each is there").containsOnly(1);
  }

  private static Connection connection(PostgresAddress address) throws Exception {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }
}
