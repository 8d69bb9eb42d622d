package io.kinora.cluster.counters;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counters;
import io.kinora.catalog.Counts;
import io.kinora.catalog.WindowedCounts;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counts in this node's memory, as {@link CounterFeed} finds them in the log. Bounded by a
 * number of things: beyond it those with which nothing happened for longest are forgotten, and
 * begin anew, apart from what they count for all time, when something does.
 *
 * <p>Filled by one thread, read by any.
 */
public final class CounterView implements Counters {

  /** Over the bound by so much, it is brought back to it. */
  private static final double SLACK = 1.05;

  /**
   * Over the bound by so much, it does not wait to be swept: a node that starts reads all that was
   * ever counted within moments. A sweep looks at everything, so it must make room for many.
   */
  private static final double MOST_SLACK = 1.5;

  private static final int HOUR_SKETCHES_KEPT = 25;

  /** A week, and the day before whose ranks are told. */
  private static final int HOT_HOURS = 192;

  /**
   * Of those idle for equally long, the first go first: of videos the count of all time is read.
   */
  private static final List<Kind> FORGOTTEN = List.of(Kind.QUERY, Kind.CHANNEL, Kind.VIDEO);

  /** The id of all together: there is but one such thing. */
  private static final String SITE = "";

  private final Clock clock;
  private final int most;
  private final Map<Kind, Map<String, byte[]>> tallies = byKind();
  private final Map<Kind, Map<String, byte[]>> sketches = byKind();

  /**
   * Videos with points in the last week or the day before it, by the last hour that brought them
   * some.
   */
  private final Map<String, Integer> hot = new ConcurrentHashMap<>();

  private volatile Instant asOf = Instant.EPOCH;
  private volatile long changes;

  /**
   * @param most videos, channels and queries held
   */
  public CounterView(int most) {
    this(most, Clock.systemUTC());
  }

  CounterView(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  private static Map<Kind, Map<String, byte[]>> byKind() {
    Map<Kind, Map<String, byte[]>> maps = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      maps.put(kind, new ConcurrentHashMap<>());
    }
    return maps;
  }

  @Override
  public WindowedCounts video(String id) {
    return of(Kind.VIDEO, id);
  }

  @Override
  public WindowedCounts channel(String channel) {
    return of(Kind.CHANNEL, channel);
  }

  @Override
  public WindowedCounts query(String query) {
    return of(Kind.QUERY, QueryText.of(query));
  }

  @Override
  public Instant asOf() {
    return asOf;
  }

  /** How many videos, channels and queries it holds. */
  public int things() {
    int things = 0;
    for (Map<String, byte[]> ofKind : tallies.values()) {
      things += ofKind.size();
    }
    return things;
  }

  /** Bytes that the counts take, less what the maps around them do. Looks at all of them. */
  public long bytes() {
    return Stream.of(tallies, sketches)
        .flatMap(maps -> maps.values().stream())
        .flatMap(ofKind -> ofKind.values().stream())
        .mapToLong(each -> each.length)
        .sum();
  }

  /** Rises with every change. */
  public long changes() {
    return changes;
  }

  private WindowedCounts of(Kind kind, String id) {
    byte[] packed = of(tallies, kind).get(id);
    return packed == null ? WindowedCounts.NONE : new Found(kind, id, packed);
  }

  private static Map<String, byte[]> of(Map<Kind, Map<String, byte[]>> maps, Kind kind) {
    return Objects.requireNonNull(maps.get(kind), "a map for each kind");
  }

  private final class Found implements WindowedCounts {

    private final Kind kind;
    private final String id;
    private final byte[] packed;

    Found(Kind kind, String id, byte[] packed) {
      this.kind = kind;
      this.id = id;
      this.packed = packed;
    }

    @Override
    public Counts in(CountWindow window) {
      return counts(sum(packed, CountSpan.of(window, kind, clock.millis())));
    }

    @Override
    public long viewers(CountWindow window) {
      return estimate(kind, id, CountSpan.ofViewers(window, kind, clock.millis()));
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public Instant asOf() {
      return asOf;
    }
  }

  private static Tally sum(byte[] packed, CountSpan span) {
    Tally sum = new Tally();
    PackedCounts.read(
        packed, span.tier(), span.from(), (bucket, offset, length) -> sum.add(packed, offset));
    return sum;
  }

  private long estimate(Kind kind, String id, CountSpan span) {
    byte[] packed = of(sketches, kind).getOrDefault(id, PackedCounts.NONE);
    ViewerSketch union = new ViewerSketch();
    PackedCounts.read(
        packed,
        span.tier(),
        span.from(),
        (bucket, offset, length) -> union.add(packed, offset, length));
    return union.estimate();
  }

  private static Counts counts(Tally sum) {
    return new Counts(
        atLeast0(sum, Metric.IMPRESSIONS),
        atLeast0(sum, Metric.CLICKS),
        atLeast0(sum, Metric.VIEWS),
        atLeast0(sum, Metric.WATCH_MS),
        atLeast0(sum, Metric.LIKES),
        atLeast0(sum, Metric.SHARES),
        atLeast0(sum, Metric.HIDES),
        atLeast0(sum, Metric.REPORTS),
        atLeast0(sum, Metric.SEARCHES));
  }

  /** Likes that were given before a window may be taken back in it. */
  private static long atLeast0(Tally sum, Metric metric) {
    return Math.max(0, sum.get(metric));
  }

  /** What was counted of all together in a window. */
  Tally site(CountWindow window) {
    byte[] packed = of(tallies, Kind.SITE).getOrDefault(SITE, PackedCounts.NONE);
    return sum(packed, CountSpan.of(window, Kind.SITE, clock.millis()));
  }

  /** How many viewers there were in a window. */
  long siteViewers(CountWindow window) {
    return estimate(Kind.SITE, SITE, CountSpan.ofViewers(window, Kind.SITE, clock.millis()));
  }

  /** What was counted of all together, by bucket, from one on. */
  Map<Integer, Tally> siteSeries(CountSpan span) {
    byte[] packed = of(tallies, Kind.SITE).getOrDefault(SITE, PackedCounts.NONE);
    Map<Integer, Tally> series = new TreeMap<>();
    PackedCounts.read(
        packed,
        span.tier(),
        span.from(),
        (bucket, offset, length) ->
            series.computeIfAbsent(bucket, none -> new Tally()).add(packed, offset));
    return series;
  }

  /** Calls back for every video with points in the last {@value #HOT_HOURS} hours. */
  void hotVideos(BiConsumer<String, byte[]> each) {
    int oldest = Tier.HOUR.bucket(clock.millis()) - HOT_HOURS;
    hot.values().removeIf(hour -> hour < oldest);
    hot.forEach(
        (id, hour) -> {
          byte[] packed = of(tallies, Kind.VIDEO).get(id);
          if (packed != null) {
            each.accept(id, packed);
          }
        });
  }

  /** Calls back for every query. */
  public void queries(BiConsumer<String, WindowedCounts> each) {
    of(tallies, Kind.QUERY)
        .forEach((query, packed) -> each.accept(query, new Found(Kind.QUERY, query, packed)));
  }

  /** A record of the topic {@link CounterJob#COUNTS_TOPIC}. */
  void apply(int partition, byte[] key, byte @Nullable [] value) {
    CounterKey bucket = CounterKey.read(key);
    long now = clock.millis();
    boolean tally = bucket.part() == Part.TALLY;
    if (value != null && bucket.bucket() < oldest(bucket, now)) {
      return;
    }
    Map<String, byte[]> map = of(tally ? tallies : sketches, bucket.kind());
    map.compute(
        bucket.id(),
        (id, packed) -> {
          byte[] changed =
              PackedCounts.with(
                  packed == null ? PackedCounts.NONE : packed,
                  bucket.tier(),
                  partition,
                  bucket.bucket(),
                  value,
                  now);
          return changed.length == 0 ? null : changed;
        });
    if (tally && value != null && bucket.kind() == Kind.VIDEO && bucket.tier() == Tier.HOUR) {
      warm(bucket, value);
    }
    changes++;
  }

  private void warm(CounterKey bucket, byte[] value) {
    if (new Tally().add(value).get(Metric.POINTS) != 0) {
      hot.merge(bucket.id(), bucket.bucket(), Math::max);
    }
  }

  private static int oldest(CounterKey bucket, long nowMs) {
    return bucket.part() == Part.VIEWERS && bucket.tier() == Tier.HOUR
        ? Tier.HOUR.bucket(nowMs) - HOUR_SKETCHES_KEPT
        : bucket.tier().oldest(nowMs);
  }

  /** All that was logged until then is counted here. */
  void reached(Instant moment) {
    asOf = moment;
  }

  /** Begins anew: the log is another. */
  void clear() {
    tallies.values().forEach(Map::clear);
    sketches.values().forEach(Map::clear);
    hot.clear();
    asOf = Instant.EPOCH;
    changes++;
  }

  /**
   * Sweeps if it has grown far over the bound. To be called between batches of records: of a thing
   * that comes only its count for all time may be there yet, and it would be forgotten first.
   */
  void relieve() {
    if (things() > most * MOST_SLACK) {
      sweep();
    }
  }

  /** Keeps to the bound. */
  void sweep() {
    if (things() <= most * SLACK) {
      return;
    }
    int[] last =
        tallies.values().stream()
            .flatMap(ofKind -> ofKind.values().stream())
            .mapToInt(PackedCounts::lastHour)
            .sorted()
            .toArray();
    int newest = last[Math.max(0, last.length - most)];
    FORGOTTEN.forEach(kind -> forget(kind, newest - 1));
    FORGOTTEN.forEach(kind -> forget(kind, newest));
  }

  /** Until the bound is kept: those of a kind with which nothing happened after an hour. */
  private void forget(Kind kind, int hour) {
    of(tallies, kind)
        .forEach(
            (id, packed) -> {
              if (things() > most && PackedCounts.lastHour(packed) <= hour) {
                of(tallies, kind).remove(id);
                of(sketches, kind).remove(id);
                if (kind == Kind.VIDEO) {
                  hot.remove(id);
                }
              }
            });
  }
}
