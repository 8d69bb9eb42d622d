package io.kinora.bench;

import io.kinora.bench.peers.RawHttp;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.LogRecord;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.TopicReader;
import io.kinora.cluster.log.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How many events a second {@code POST /v1/events} takes, and whether the log has every one that it
 * said it has. Beside it the same records appended to the same Kafka by as many threads, each
 * waiting for its batch as a client waits for its answer: what is left when all but the log is left
 * out. Arguments: an empty folder to work in, seconds, events a batch, clients.
 */
public final class EventsBench {

  private static final int WARM_UP_SECONDS = 60;
  private static final int VIEWERS = 1_000;
  private static final int VIDEOS = 1_000;
  private static final Duration POLL = Duration.ofSeconds(2);

  private final int batch;
  private final int clients;
  private final AtomicLong batches = new AtomicLong();

  private EventsBench(int batch, int clients) {
    this.batch = batch;
    this.clients = clients;
  }

  public static void main(String[] args) throws Exception {
    Path work = Files.createDirectories(Path.of(args[0]));
    int seconds = Integer.parseInt(args[1]);
    EventsBench bench = new EventsBench(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Files.createTempDirectory(work, "kafka-"));
        BenchNode node =
            BenchNode.start(
                Files.createTempDirectory(work, "data-"), 1, Map.of("kafka", kafka.bootstrap()))) {
      node.put(IntStream.range(0, VIDEOS).mapToObj(i -> "video-" + i).toList());
      bench.run(node.url(), kafka.bootstrap(), seconds);
    }
  }

  private void run(URI node, String kafka, int seconds) throws Exception {
    send(node, WARM_UP_SECONDS);
    Map<Integer, Long> from = ends(kafka);
    Rate accepted = send(node, seconds);
    List<LogRecord> records = read(kafka, from);
    report("POST /v1/events", accepted);
    System.out.printf(
        Locale.ROOT, "in the log: %d of %d accepted%n", records.size(), accepted.events());
    Rate direct = append(kafka, records);
    report("Kafka alone", direct);
    System.out.printf(
        Locale.ROOT, "%.0f %% of Kafka alone%n", 100 * accepted.perSecond() / direct.perSecond());
    if (records.size() != accepted.events()) {
      throw new IllegalStateException("the log has not what was accepted");
    }
  }

  private record Rate(long events, double seconds) {

    double perSecond() {
      return events / seconds;
    }
  }

  private static void report(String what, Rate rate) {
    System.out.printf(
        Locale.ROOT,
        "%-16s %8d events in %5.1f s  %7.0f a second%n",
        what,
        rate.events(),
        rate.seconds(),
        rate.perSecond());
  }

  private Rate send(URI node, int seconds) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    return together(
        client -> {
          long events = 0;
          try (RawHttp http = new RawHttp(node)) {
            while (System.nanoTime() < until) {
              String answer = http.send(request());
              if (!answer.contains("\"accepted\":" + batch + ",\"refused\":[]")) {
                throw new IOException(answer);
              }
              events += batch;
            }
          }
          return events;
        });
  }

  private byte[] request() {
    long number = batches.incrementAndGet();
    StringBuilder body = new StringBuilder(batch * 140);
    body.append("{\"session\":\"bench-session-%06d\",\"events\":[".formatted(number % VIEWERS));
    for (int i = 0; i < batch; i++) {
      body.append(i == 0 ? "" : ",");
      body.append("{\"event_id\":\"").append(number).append('-').append(i);
      body.append("\",\"video_id\":\"video-").append((number * 31 + i) % VIDEOS);
      switch (i % 10) {
        case 0 ->
            body.append("\",\"type\":\"click\",\"query_id\":\"q")
                .append(number)
                .append("\",\"position\":3}");
        case 1 -> body.append("\",\"type\":\"watch\",\"watch_ms\":41000}");
        default ->
            body.append("\",\"type\":\"impression\",\"query_id\":\"q")
                .append(number)
                .append("\",\"position\":")
                .append(i)
                .append('}');
      }
    }
    body.append("]}");
    return RawHttp.request("POST", "/v1/events", "application/json", null, body.toString());
  }

  private Rate append(String kafka, List<LogRecord> records) throws Exception {
    String topic = "direct";
    make(kafka, topic);
    ShardRouting routing = new ShardRouting(Topics.INTERACTIONS_PARTITIONS);
    AtomicLong next = new AtomicLong();
    try (EventLog log = EventLog.open(kafka)) {
      return together(
          client -> {
            long events = 0;
            for (long at; (at = next.getAndAdd(batch)) + batch <= records.size(); ) {
              List<LogRecord> some = records.subList((int) at, (int) at + batch);
              String key = some.getFirst().key();
              List<byte[]> values = some.stream().map(LogRecord::value).toList();
              log.appendAll(topic, routing.shardOf(key), key, values).join();
              events += batch;
            }
            return events;
          });
    }
  }

  private static void make(String kafka, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      NewTopic like = new NewTopic(topic, Topics.INTERACTIONS_PARTITIONS, (short) 1);
      admin.createTopics(List.of(like)).all().get();
    }
  }

  private interface Client {
    long run(int number) throws Exception;
  }

  private Rate together(Client client) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long events = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int number = i;
        work.add(() -> client.run(number));
      }
      for (Future<Long> done : threads.invokeAll(work)) {
        events += done.get();
      }
    }
    return new Rate(events, (System.nanoTime() - start) / 1e9);
  }

  private static List<LogRecord> read(String kafka, Map<Integer, Long> from) {
    List<LogRecord> records = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(kafka, Topics.INTERACTIONS, from, 10_000)) {
      for (var polled = reader.poll(POLL); !polled.isEmpty(); polled = reader.poll(POLL)) {
        polled.values().forEach(records::addAll);
      }
    }
    return records;
  }

  /** Where the topic ends now. */
  private static Map<Integer, Long> ends(String kafka) {
    Map<Integer, Long> wanted = new HashMap<>();
    for (int p = 0; p < Topics.INTERACTIONS_PARTITIONS; p++) {
      wanted.put(p, Long.MAX_VALUE);
    }
    try (TopicReader reader = TopicReader.open(kafka, Topics.INTERACTIONS, wanted, 1)) {
      wanted.replaceAll((partition, any) -> reader.position(partition));
    }
    return wanted;
  }
}
