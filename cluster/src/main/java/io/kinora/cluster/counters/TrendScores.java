package io.kinora.cluster.counters;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.TrendingVideo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is trending, worked out from the counts alone: a video's score is the sum of its viewers'
 * points ({@link Signal}) in the window, each worth half as much after the window's half-life. So
 * every node that holds the same counts finds the same list, now and after a restart.
 *
 * <p>The rank before is the rank that the same counts gave one step ago.
 */
public final class TrendScores {

  /**
   * @param halfLifeMs after which a point is worth half
   * @param stepBuckets how many buckets lie between now and the rank before
   */
  private record Pace(int buckets, long halfLifeMs, int stepBuckets) {}

  private static final long MINUTE_MS = 60_000;
  private static final Pace HOUR = new Pace(12, 20 * MINUTE_MS, 1);
  private static final Pace DAY = new Pace(24, 6 * 60 * MINUTE_MS, 1);
  private static final Pace WEEK = new Pace(168, 2 * 24 * 60 * MINUTE_MS, 24);

  private static final Comparator<Map.Entry<String, Double>> BEST_FIRST =
      Map.Entry.<String, Double>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  private final List<Map.Entry<String, Double>> now;
  private final List<Map.Entry<String, Double>> before;

  private TrendScores(List<Map.Entry<String, Double>> now, List<Map.Entry<String, Double>> before) {
    this.now = now;
    this.before = before;
  }

  /**
   * The best of all videos, now and one step ago.
   *
   * @param window {@code HOUR}, {@code DAY} or {@code WEEK}
   * @param most how many of each
   * @param nowMs to which points have decayed
   */
  public static TrendScores of(CounterView view, CountWindow window, int most, long nowMs) {
    Pace pace = pace(window);
    Tier tier = window == CountWindow.HOUR ? Tier.SLOT : Tier.HOUR;
    Map<String, Double> now = new HashMap<>();
    Map<String, Double> before = new HashMap<>();
    long beforeMs = nowMs - pace.stepBuckets() * tier.bucketMs();
    view.hotVideos(
        (id, packed) -> {
          double score = score(packed, tier, pace, nowMs);
          if (score > 0) {
            now.put(id, score);
          }
          double earlier = score(packed, tier, pace, beforeMs);
          if (earlier > 0) {
            before.put(id, earlier);
          }
        });
    return new TrendScores(top(now, most), top(before, most));
  }

  /** All videos that are or were among the best. */
  public Set<String> videos() {
    Set<String> videos = new HashSet<>();
    now.forEach(each -> videos.add(each.getKey()));
    before.forEach(each -> videos.add(each.getKey()));
    return videos;
  }

  /**
   * The list, with ranks among those that are shown, the ranks before too.
   *
   * @param most how many it may have
   */
  public List<TrendingVideo> list(int most, Predicate<String> shown) {
    Map<String, Integer> ranksBefore = new HashMap<>();
    for (Map.Entry<String, Double> each : before) {
      if (ranksBefore.size() < most && shown.test(each.getKey())) {
        ranksBefore.put(each.getKey(), ranksBefore.size() + 1);
      }
    }
    List<TrendingVideo> list = new ArrayList<>();
    for (Map.Entry<String, Double> each : now) {
      String id = each.getKey();
      if (list.size() < most && shown.test(id)) {
        list.add(new TrendingVideo(id, list.size() + 1, ranksBefore.get(id), each.getValue()));
      }
    }
    return List.copyOf(list);
  }

  private static List<Map.Entry<String, Double>> top(Map<String, Double> scores, int most) {
    return scores.entrySet().stream().sorted(BEST_FIRST).limit(most).toList();
  }

  private static double score(byte[] packed, Tier tier, Pace pace, long atMs) {
    int last = tier.bucket(atMs);
    double[] sum = new double[1];
    Tally tally = new Tally();
    PackedCounts.read(
        packed,
        tier,
        last - pace.buckets() + 1,
        (bucket, offset, length) -> {
          if (bucket <= last) {
            tally.clear();
            long points = tally.add(packed, offset).get(Metric.POINTS);
            double age = Math.max(0.0, atMs - (bucket + 0.5) * tier.bucketMs());
            sum[0] += points * Math.pow(0.5, age / pace.halfLifeMs());
          }
        });
    return sum[0];
  }

  private static Pace pace(CountWindow window) {
    return switch (window) {
      case HOUR -> HOUR;
      case DAY -> DAY;
      case WEEK -> WEEK;
      case QUARTER, ALL -> throw new InvalidValueException("window", window.word(), "1h, 24h, 7d");
    };
  }
}
