package io.kinora.cluster.counters;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counts;
import io.kinora.catalog.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts a list of events the plain way: remembers all of them, and looks at each again for every
 * window. Written without a look at {@link Counting}.
 */
final class Recount {

  private record Item(long at, String field, long amount) {}

  private final Map<String, List<Item>> items = new HashMap<>();
  private final Map<String, Set<String>> watchers = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> queries = new HashMap<>();
  private final Map<String, Boolean> liked = new HashMap<>();
  private final Set<String> once = new HashSet<>();
  long repeats;
  long events;

  void add(List<Interaction> all) {
    all.forEach(this::add);
  }

  private void add(Interaction event) {
    if (!seen.add(event.viewer() + "|" + event.eventId())) {
      repeats++;
      return;
    }
    events++;
    String who = event.viewer() + "|" + event.videoId();
    switch (event.type()) {
      case IMPRESSION -> put(event, "impressions", 1);
      case CLICK -> put(event, "clicks", 1);
      case SHARE -> put(event, "shares", 1);
      case LIKE -> put(event, "likes", Boolean.TRUE.equals(liked.put(who, true)) ? 0 : 1);
      case UNLIKE -> put(event, "likes", Boolean.TRUE.equals(liked.put(who, false)) ? -1 : 0);
      case HIDE -> put(event, "hides", once.add("hide" + who) ? 1 : 0);
      case REPORT -> put(event, "reports", once.add("report" + who) ? 1 : 0);
      case WATCH -> watch(event);
      case SEARCH -> {
        String query = QueryText.of(event.query());
        queries.put(event.viewer() + "|" + event.queryId(), query);
        put("q" + query, event, "searches", 1);
      }
      default -> {}
    }
  }

  private void watch(Interaction event) {
    put(event, "views", 1);
    put(event, "watchMs", event.watchMs());
    watchers.computeIfAbsent("v" + event.videoId(), none -> new HashSet<>()).add(event.viewer());
  }

  private void put(Interaction event, String field, long amount) {
    put("v" + event.videoId(), event, field, amount);
    String channel = event.channelId();
    if (channel != null) {
      put("c" + channel, event, field, amount);
    }
    String query = queries.get(event.viewer() + "|" + event.queryId());
    if (query != null) {
      put("q" + query, event, field, amount);
    }
  }

  private void put(String thing, Interaction event, String field, long amount) {
    items
        .computeIfAbsent(thing, none -> new ArrayList<>())
        .add(new Item(event.at().toEpochMilli(), field, amount));
  }

  Set<String> things() {
    return items.keySet();
  }

  Counts counts(String thing, CountWindow window, long now) {
    long from = begin(thing, window, now);
    Map<String, Long> sums = new HashMap<>();
    for (Item item : items.getOrDefault(thing, List.of())) {
      if (item.at() >= from) {
        sums.merge(item.field(), item.amount(), Long::sum);
      }
    }
    return new Counts(
        sum(sums, "impressions"),
        sum(sums, "clicks"),
        sum(sums, "views"),
        sum(sums, "watchMs"),
        sum(sums, "likes"),
        sum(sums, "shares"),
        sum(sums, "hides"),
        sum(sums, "reports"),
        sum(sums, "searches"));
  }

  /** How many different viewers ever watched a video. */
  long viewers(String thing) {
    return watchers.getOrDefault(thing, Set.of()).size();
  }

  private static long sum(Map<String, Long> sums, String field) {
    return Math.max(0, sums.getOrDefault(field, 0L));
  }

  private static long begin(String thing, CountWindow window, long now) {
    long minute = 60_000;
    long hour = 60 * minute;
    long day = 24 * hour;
    return switch (window) {
      case HOUR -> now / (5 * minute) * (5 * minute) - 55 * minute;
      case DAY -> now / hour * hour - 23 * hour;
      case WEEK -> now / hour * hour - 167 * hour;
      case QUARTER -> now / day * day - 89 * day;
      case ALL -> thing.startsWith("q") ? now / day * day - 89 * day : Long.MIN_VALUE;
    };
  }
}
