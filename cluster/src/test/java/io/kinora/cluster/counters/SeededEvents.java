package io.kinora.cluster.counters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionType;
import io.kinora.catalog.VideoFacts;
import io.kinora.catalog.ViewerKey;
import io.kinora.catalog.ViewerKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What made-up viewers do: of every type, some of it long ago, a tenth of it sent again. */
final class SeededEvents {

  static final int VIDEOS = 12;
  private static final int VIEWERS = 60;
  private static final List<String> QUERIES =
      List.of("Cats", " cats ", "the sea", "Ｓｅａ", "dogs at night");

  /** A viewer's key comes from the name, so that other processes find it. */
  static final ViewerKeys KEYS =
      viewers ->
          CompletableFuture.completedFuture(
              viewers.stream()
                  .filter(viewer -> !viewer.startsWith("erased"))
                  .collect(Collectors.toMap(viewer -> viewer, SeededEvents::key)));

  static final CounterJob.Facts FACTS =
      ids ->
          CompletableFuture.completedFuture(
              ids.stream().collect(Collectors.toMap(id -> id, SeededEvents::fact)));

  private final Random random;
  private final Instant end;
  private final Map<String, List<String>> searches = new HashMap<>();
  private int number;

  SeededEvents(long seed, Instant end) {
    this.random = new Random(seed);
    this.end = end.truncatedTo(ChronoUnit.MILLIS);
  }

  static VideoFacts fact(String video) {
    int number = Integer.parseInt(video.substring("video ".length()));
    long duration = number % 4 == 0 ? 0 : 10_000L * (number + 1);
    return new VideoFacts(duration, number % 5 == 0 ? null : "channel " + number % 3);
  }

  static ViewerKey key(String viewer) {
    try {
      return new ViewerKey(MessageDigest.getInstance("SHA-256").digest(viewer.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  List<Interaction> next(int count) {
    List<Interaction> events = new ArrayList<>();
    while (events.size() < count) {
      Interaction event = one();
      events.add(event);
      if (random.nextInt(10) == 0) {
        events.add(events.get(random.nextInt(events.size())));
      }
    }
    return events;
  }

  private Interaction one() {
    String viewer = "viewer " + random.nextInt(VIEWERS);
    InteractionType type =
        InteractionType.values()[random.nextInt(InteractionType.values().length)];
    boolean search = type == InteractionType.SEARCH;
    boolean follow = type == InteractionType.FOLLOW || type == InteractionType.UNFOLLOW;
    String queryId = search ? "query " + number : earlier(viewer);
    if (search) {
      List<String> its = searches.computeIfAbsent(viewer, none -> new ArrayList<>());
      its.add(queryId);
      if (its.size() > 10) {
        its.removeFirst();
      }
    }
    number++;
    String video =
        search || follow ? null : "video " + (int) (VIDEOS * Math.pow(random.nextDouble(), 2));
    return new Interaction(
        "event " + number,
        type,
        viewer,
        video,
        video == null ? (follow ? "channel 1" : null) : fact(video).channel(),
        queryId,
        search ? QUERIES.get(random.nextInt(QUERIES.size())) : null,
        type == InteractionType.CLICK ? 3 : null,
        type == InteractionType.WATCH ? (long) random.nextInt(60_000) : null,
        end.minus(age()),
        end.plusMillis(number));
  }

  private String earlier(String viewer) {
    List<String> its = searches.getOrDefault(viewer, List.of());
    return its.isEmpty() ? "query unknown" : its.get(random.nextInt(its.size()));
  }

  private Duration age() {
    long most =
        switch (random.nextInt(5)) {
          case 0 -> Duration.ofMinutes(70).toMillis();
          case 1 -> Duration.ofHours(25).toMillis();
          case 2 -> Duration.ofDays(8).toMillis();
          case 3 -> Duration.ofDays(89).toMillis();
          default -> Duration.ofMinutes(5).toMillis();
        };
    return Duration.ofMillis((long) (random.nextDouble() * most));
  }
}
