package io.kinora.cluster.counters;

import io.kinora.catalog.CountWindow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well viewers are served, as they show it by what they do. Rates are between 0 and 1, and 0
 * where there is nothing to take them of.
 *
 * @param events of all types, repeats left out
 * @param repeats events that came again
 * @param viewers how many different ones, estimated; 0 in a series
 * @param ctr clicks out of impressions; above 1 where a page reports no impressions
 * @param completionRate views that reached nine tenths of the video, out of those of videos whose
 *     length is known
 * @param successRate sessions in which a viewer played something for half a minute or to its end,
 *     liked, shared, commented or followed, out of all sessions begun
 * @param queriesPerSession searches for each session begun
 * @param clickedSearchRate searches out of whose answer a video was chosen
 * @param firstClickMs from a search to the first choice: the mean
 * @param firstClickMedianMs the upper end of the class in which the median lies: 1, 2, 4 ... 64 s
 */
public record OnlineFigures(
    long events,
    long repeats,
    long viewers,
    long impressions,
    long clicks,
    long views,
    long watchMs,
    long searches,
    long sessions,
    double ctr,
    double completionRate,
    double successRate,
    double queriesPerSession,
    double clickedSearchRate,
    long firstClickMs,
    long firstClickMedianMs) {

  /**
   * The figures of a bucket.
   *
   * @param from when it begins
   */
  public record Point(Instant from, OnlineFigures figures) {}

  /**
   * @param stepMs length of a bucket
   * @param points oldest first, one for each bucket, also where nothing happened
   */
  public record Series(long stepMs, List<Point> points) {}

  /** The figures of a window that ends now. */
  public static OnlineFigures in(CounterView view, CountWindow window) {
    return of(view.site(window), view.siteViewers(window));
  }

  /**
   * How they went in a window: by five minutes in an hour, by hours in a day and a week, by days in
   * 90.
   *
   * @param window not {@code ALL}
   */
  public static Series series(CounterView view, CountWindow window, Clock clock) {
    CountSpan span = CountSpan.of(window, Kind.SITE, clock.millis());
    Map<Integer, Tally> found = view.siteSeries(span);
    Map<Integer, Tally> whole = new TreeMap<>(found);
    for (int bucket = span.from(); bucket <= span.tier().bucket(clock.millis()); bucket++) {
      whole.putIfAbsent(bucket, new Tally());
    }
    List<Point> points = new ArrayList<>();
    whole.forEach(
        (bucket, tally) ->
            points.add(
                new Point(Instant.ofEpochMilli(bucket * span.tier().bucketMs()), of(tally, 0))));
    return new Series(span.tier().bucketMs(), points);
  }

  private static OnlineFigures of(Tally sum, long viewers) {
    return new OnlineFigures(
        sum.get(Metric.EVENTS),
        sum.get(Metric.REPEATS),
        viewers,
        sum.get(Metric.IMPRESSIONS),
        sum.get(Metric.CLICKS),
        sum.get(Metric.VIEWS),
        sum.get(Metric.WATCH_MS),
        sum.get(Metric.SEARCHES),
        sum.get(Metric.SESSIONS),
        rate(sum, Metric.CLICKS, Metric.IMPRESSIONS),
        rate(sum, Metric.COMPLETIONS, Metric.TIMED_VIEWS),
        rate(sum, Metric.SUCCESSES, Metric.SESSIONS),
        rate(sum, Metric.SEARCHES, Metric.SESSIONS),
        rate(sum, Metric.CLICKED_SEARCHES, Metric.SEARCHES),
        Math.round(rate(sum, Metric.FIRST_CLICK_MS, Metric.CLICKED_SEARCHES)),
        median(sum));
  }

  private static double rate(Tally sum, Metric part, Metric whole) {
    return sum.get(whole) <= 0 ? 0 : (double) sum.get(part) / sum.get(whole);
  }

  private static long median(Tally sum) {
    long all = sum.get(Metric.CLICKED_SEARCHES);
    long below = 0;
    for (int wide = 0; all > 0 && wide < Metric.FIRST_CLICK_CLASSES; wide++) {
      below += sum.get(Metric.values()[Metric.FIRST_CLICK_1.ordinal() + wide]);
      if (2 * below >= all) {
        return 1000L << Math.min(wide, Metric.FIRST_CLICK_CLASSES - 2);
      }
    }
    return 0;
  }
}
