package io.kinora.cluster.counters;

import static io.kinora.catalog.InteractionType.CLICK;
import static io.kinora.catalog.InteractionType.HIDE;
import static io.kinora.catalog.InteractionType.IMPRESSION;
import static io.kinora.catalog.InteractionType.LIKE;
import static io.kinora.catalog.InteractionType.REPORT;
import static io.kinora.catalog.InteractionType.SEARCH;
import static io.kinora.catalog.InteractionType.SHARE;
import static io.kinora.catalog.InteractionType.UNLIKE;
import static io.kinora.catalog.InteractionType.WATCH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counts;
import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionType;
import io.kinora.catalog.TrendingVideo;
import io.kinora.catalog.ViewerKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts and what does not, on a clock that stands at one minute past eleven. */
final class CountingTest {

  private static final Instant NOW = Instant.parse("2026-06-15T11:01:00Z");
  private static final long DURATION_MS = 100_000;

  private final CounterView view = new CounterView(100, Clock.fixed(NOW, ZoneOffset.UTC));
  private final Counting counting = new Counting(new MemoryStore(view, 0));
  private final Map<String, ViewerKey> keys = new HashMap<>();
  private int number;

  private Interaction event(
      String viewer, InteractionType type, @Nullable String video, Instant at) {
    number++;
    return new Interaction(
        "e" + number,
        type,
        viewer,
        video,
        video == null ? null : "dunes",
        null,
        null,
        null,
        type == WATCH ? 40_000L : null,
        at,
        at);
  }

  private ViewerKey key(String viewer) {
    return keys.computeIfAbsent(viewer, made -> ViewerKey.random());
  }

  private void count(Interaction event) {
    counting.count(event, 0, key(event.viewer()));
  }

  private void does(String viewer, InteractionType type, String video, Duration ago) {
    counting.count(event(viewer, type, video, NOW.minus(ago)), DURATION_MS, key(viewer));
  }

  private void does(String viewer, InteractionType type, String video) {
    does(viewer, type, video, Duration.ZERO);
  }

  private void asks(String viewer, String query, String queryId, Instant at) {
    number++;
    count(
        new Interaction(
            "e" + number, SEARCH, viewer, null, null, queryId, query, null, null, at, at));
  }

  private void chooses(String viewer, String video, String queryId, Instant at) {
    number++;
    count(
        new Interaction("e" + number, CLICK, viewer, video, null, queryId, null, 1, null, at, at));
  }

  private Counts kite(CountWindow window) {
    return view.video("kite").in(window);
  }

  @Test
  void a_window_ends_with_its_oldest_bucket() {
    does("ann", IMPRESSION, "kite", Duration.ofMinutes(55));
    does("ann", IMPRESSION, "kite", Duration.ofMinutes(57));
    does("ann", IMPRESSION, "kite", Duration.ofHours(23));
    does("ann", IMPRESSION, "kite", Duration.ofHours(24));
    does("ann", IMPRESSION, "kite", Duration.ofHours(167));
    does("ann", IMPRESSION, "kite", Duration.ofHours(169));
    does("ann", IMPRESSION, "kite", Duration.ofDays(89));
    does("ann", IMPRESSION, "kite", Duration.ofDays(90));

    assertThat(kite(CountWindow.HOUR).impressions()).isEqualTo(1);
    assertThat(kite(CountWindow.DAY).impressions()).isEqualTo(3);
    assertThat(kite(CountWindow.WEEK).impressions()).isEqualTo(5);
    assertThat(kite(CountWindow.QUARTER).impressions()).isEqualTo(7);
    assertThat(kite(CountWindow.ALL).impressions()).isEqualTo(8);
    assertThat(view.channel("dunes").in(CountWindow.ALL).impressions()).isEqualTo(8);
  }

  @Test
  void an_event_that_comes_again_within_a_day_counts_once_and_later_again() {
    Interaction event = event("ann", SHARE, "kite", NOW.minus(Duration.ofHours(30)));
    count(event);
    count(event);
    count(again(event, Duration.ofHours(23)));
    assertThat(kite(CountWindow.ALL).shares()).isEqualTo(1);

    count(again(event, Duration.ofHours(25)));
    assertThat(kite(CountWindow.ALL).shares()).isEqualTo(2);
    assertThat(view.site(CountWindow.ALL).get(Metric.REPEATS)).isEqualTo(2);
  }

  private static Interaction again(Interaction event, Duration later) {
    return new Interaction(
        event.eventId(),
        event.type(),
        event.viewer(),
        event.videoId(),
        event.channelId(),
        null,
        null,
        null,
        null,
        event.at(),
        event.receivedAt().plus(later));
  }

  @Test
  void the_same_id_of_another_viewer_is_another_event() {
    Interaction ann = event("ann", SHARE, "kite", NOW);
    count(ann);
    number--;
    count(event("ben", SHARE, "kite", NOW));
    assertThat(kite(CountWindow.ALL).shares()).isEqualTo(2);
  }

  @Test
  void a_viewer_likes_a_video_once_however_often() {
    for (int i = 0; i < 5; i++) {
      does("ann", LIKE, "kite", Duration.ofSeconds(50 - i));
    }
    assertThat(kite(CountWindow.ALL).likes()).isEqualTo(1);
    does("ann", UNLIKE, "kite", Duration.ofSeconds(20));
    does("ann", UNLIKE, "kite", Duration.ofSeconds(19));
    assertThat(kite(CountWindow.ALL).likes()).isZero();
    does("ann", LIKE, "kite", Duration.ofSeconds(10));
    assertThat(kite(CountWindow.ALL).likes()).isEqualTo(1);
  }

  @Test
  void a_like_that_never_was_cannot_be_taken_back() {
    does("ann", LIKE, "kite");
    does("ben", UNLIKE, "kite");
    assertThat(kite(CountWindow.HOUR).likes()).isEqualTo(1);
  }

  @Test
  void a_viewer_who_likes_a_video_again_days_later_still_likes_it_once() {
    does("ann", LIKE, "kite", Duration.ofDays(9));
    does("ann", LIKE, "kite", Duration.ofDays(2));
    assertThat(kite(CountWindow.ALL).likes()).isEqualTo(1);
    does("ann", UNLIKE, "kite");
    assertThat(kite(CountWindow.ALL).likes()).isZero();
  }

  @Test
  void hides_and_reports_of_one_viewer_count_once_a_day() {
    for (int i = 0; i < 4; i++) {
      does("ann", HIDE, "kite");
      does("ann", REPORT, "kite");
    }
    does("ben", REPORT, "kite");
    assertThat(kite(CountWindow.ALL).hides()).isEqualTo(1);
    assertThat(kite(CountWindow.ALL).reports()).isEqualTo(2);
  }

  @Test
  void views_and_their_time_add_up_and_viewers_are_told_apart() {
    does("ann", WATCH, "kite");
    does("ann", WATCH, "kite");
    does("ben", WATCH, "kite");
    assertThat(kite(CountWindow.HOUR).views()).isEqualTo(3);
    assertThat(kite(CountWindow.HOUR).watchMs()).isEqualTo(120_000);
    for (CountWindow window : CountWindow.values()) {
      assertThat(view.video("kite").viewers(window)).isEqualTo(2);
      assertThat(view.channel("dunes").viewers(window)).isEqualTo(2);
    }
  }

  @Test
  void many_viewers_are_estimated_over_partitions() {
    Counting other = new Counting(new MemoryStore(view, 1));
    for (int i = 0; i < 3_000; i++) {
      String viewer = "viewer " + i;
      (i % 2 == 0 ? counting : other).count(event(viewer, WATCH, "kite", NOW), 0, key(viewer));
    }
    assertThat((double) view.video("kite").viewers(CountWindow.DAY))
        .isCloseTo(3_000, within(400.0));
    assertThat(kite(CountWindow.DAY).views()).isEqualTo(3_000);
  }

  @Test
  void what_comes_of_a_query_counts_for_it_however_it_was_typed() {
    asks("ann", "  Red\tKITES ", "q1", NOW);
    asks("ben", "red kites", "q2", NOW);
    chooses("ann", "kite", "q1", NOW.plusSeconds(1));
    chooses("cat", "kite", "q2", NOW.plusSeconds(1));

    Counts query = view.query("Red  kites").in(CountWindow.DAY);
    assertThat(query.searches()).isEqualTo(2);
    assertThat(query.clicks()).as("cat did not ask").isEqualTo(1);
    assertThat(view.query("red kites").viewers(CountWindow.DAY)).isEqualTo(2);
    assertThat(kite(CountWindow.DAY).searches()).isZero();
  }

  @Test
  void sessions_end_with_half_an_hour_of_silence_and_the_first_find_makes_one_a_success() {
    asks("ann", "kites", "q1", NOW.minus(Duration.ofMinutes(300)));
    asks("ann", "red kites", "q2", NOW.minus(Duration.ofMinutes(290)));
    chooses("ann", "kite", "q2", NOW.minus(Duration.ofMinutes(290)).plusSeconds(5));
    does("ann", WATCH, "kite", Duration.ofMinutes(280));
    does("ann", LIKE, "kite", Duration.ofMinutes(279));
    asks("ann", "boats", "q3", NOW.minus(Duration.ofMinutes(200)));

    OnlineFigures day = OnlineFigures.in(view, CountWindow.DAY);
    assertThat(day.sessions()).isEqualTo(2);
    assertThat(day.successRate()).isEqualTo(0.5);
    assertThat(day.queriesPerSession()).isEqualTo(1.5);
    assertThat(day.clickedSearchRate()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(day.firstClickMs()).isEqualTo(5_000);
    assertThat(day.firstClickMedianMs()).isEqualTo(8_000);
    assertThat(day.completionRate()).isZero();
    assertThat(day.viewers()).isEqualTo(1);
  }

  @Test
  void a_series_has_a_point_for_every_bucket_and_adds_up_to_the_window() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      does("ann", IMPRESSION, "kite", Duration.ofMinutes(random.nextInt(3_000)));
    }
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    OnlineFigures.Series day = OnlineFigures.series(view, CountWindow.DAY, clock);
    assertThat(day.points()).hasSize(24);
    assertThat(day.points().stream().mapToLong(p -> p.figures().impressions()).sum())
        .isEqualTo(OnlineFigures.in(view, CountWindow.DAY).impressions());
    assertThat(OnlineFigures.series(view, CountWindow.HOUR, clock).points()).hasSize(12);
    assertThat(OnlineFigures.series(view, CountWindow.QUARTER, clock).points()).hasSize(90);
  }

  private List<String> trending() {
    return trending(CountWindow.DAY, any -> true).stream().map(TrendingVideo::id).toList();
  }

  @Test
  void one_busy_viewer_does_not_outweigh_a_handful() {
    for (int i = 0; i < 500; i++) {
      for (InteractionType type : List.of(WATCH, LIKE, UNLIKE, SHARE, IMPRESSION)) {
        does("bot", type, "pushed", Duration.ofMinutes(i % 60));
      }
    }
    for (int i = 0; i < 9; i++) {
      does("viewer " + i, WATCH, "kite", Duration.ofMinutes(30));
    }
    assertThat(trending()).containsExactly("kite", "pushed");
  }

  @Test
  void what_is_reported_by_as_many_as_like_it_does_not_trend() {
    does("ann", LIKE, "kite");
    does("ben", REPORT, "kite");
    does("ann", WATCH, "boat");
    assertThat(trending()).containsExactly("boat");
  }

  @Test
  void points_fade_and_the_rank_before_is_that_of_an_hour_ago() {
    for (int i = 0; i < 4; i++) {
      does("viewer " + i, WATCH, "old", Duration.ofHours(20));
      does("viewer " + i, WATCH, "older", Duration.ofHours(23));
    }
    for (int i = 0; i < 2; i++) {
      does("viewer " + i, WATCH, "new", Duration.ofSeconds(20));
    }
    List<TrendingVideo> list = trending(CountWindow.DAY, any -> true);
    assertThat(list).extracting(TrendingVideo::id).containsExactly("new", "old", "older");
    assertThat(list).extracting(TrendingVideo::previousRank).containsExactly(null, 1, 2);
    assertThat(trending(CountWindow.HOUR, any -> true))
        .extracting(TrendingVideo::id)
        .containsExactly("new");
    assertThat(list.getFirst().score()).isGreaterThan(list.get(1).score());

    List<TrendingVideo> without = trending(CountWindow.DAY, id -> !id.equals("old"));
    assertThat(without).extracting(TrendingVideo::id).containsExactly("new", "older");
    assertThat(without)
        .as("a video that is gone leaves no gap, before neither")
        .extracting(TrendingVideo::previousRank)
        .containsExactly(null, 1);
  }

  private List<TrendingVideo> trending(CountWindow window, Predicate<String> shown) {
    return TrendScores.of(view, window, 10, NOW.toEpochMilli()).list(10, shown);
  }

  @Test
  void what_is_kept_of_a_viewer_can_be_read_with_their_key_alone_and_links_no_two_things() {
    ViewerTrail trail = new ViewerTrail();
    trail.asked(new ViewerTrail.Search("q1", "my secret illness", 1, false));
    byte[] kept = trail.sealed("ann", key("ann"));

    assertThat(new String(kept, UTF_8)).doesNotContain("secret");
    assertThat(ViewerTrail.of("ann", kept, key("ann")).search("q1")).isNotNull();
    assertThat(ViewerTrail.of("ann", kept, key("ben")).search("q1")).isNull();
    long secret = key("ann").secret("counting");
    long other = key("ben").secret("counting");
    assertThat(ViewerSketch.hash(secret, Kind.VIDEO, "kite"))
        .isEqualTo(ViewerSketch.hash(secret, Kind.VIDEO, "kite"))
        .isNotEqualTo(ViewerSketch.hash(secret, Kind.CHANNEL, "kite"))
        .isNotEqualTo(ViewerSketch.hash(secret, Kind.VIDEO, "boat"))
        .isNotEqualTo(ViewerSketch.hash(other, Kind.VIDEO, "kite"));
  }

  @Test
  void of_things_idle_for_equally_long_queries_are_forgotten_before_videos() {
    CounterView small = new CounterView(10, Clock.fixed(NOW, ZoneOffset.UTC));
    Counting into = new Counting(new MemoryStore(small, 0));
    for (int i = 0; i < 9; i++) {
      into.count(event("ann", IMPRESSION, "v" + i, NOW.minus(Duration.ofDays(20))), 0, key("ann"));
    }
    for (int i = 0; i < 30; i++) {
      Instant at = NOW.minus(Duration.ofDays(30));
      Interaction asked =
          new Interaction(
              "s" + i, SEARCH, "ann", null, null, "q", "words " + i, null, null, at, at);
      into.count(asked, 0, key("ann"));
    }

    small.sweep();

    assertThat(small.things()).isLessThanOrEqualTo(11);
    for (int i = 0; i < 9; i++) {
      assertThat(small.video("v" + i).isEmpty()).as("v" + i).isFalse();
    }
  }

  @Test
  void the_view_keeps_to_its_bound_and_forgets_what_was_idle_longest() {
    CounterView small = new CounterView(10, Clock.fixed(NOW, ZoneOffset.UTC));
    Counting into = new Counting(new MemoryStore(small, 0));
    for (int i = 0; i < 40; i++) {
      Interaction shown = event("ann", IMPRESSION, "v" + i, NOW.minus(Duration.ofHours(40 - i)));
      into.count(shown, 0, key("ann"));
    }
    small.sweep();
    assertThat(small.things()).isBetween(9, 11);
    assertThat(small.video("v39").isEmpty()).isFalse();
    assertThat(small.video("v0").isEmpty()).isTrue();
    assertThat(small.site(CountWindow.ALL).get(Metric.EVENTS)).isEqualTo(40);
  }

  @Test
  void the_view_does_not_grow_far_over_its_bound_however_fast_it_is_filled() {
    CounterView small = new CounterView(10, Clock.fixed(NOW, ZoneOffset.UTC));
    Counting into = new Counting(new MemoryStore(small, 0));
    int largest = 0;
    for (int i = 0; i < 200; i++) {
      Interaction shown = event("ann", IMPRESSION, "v" + i, NOW.minus(Duration.ofMinutes(200 - i)));
      into.count(shown, 0, key("ann"));
      small.relieve();
      largest = Math.max(largest, small.things());
    }

    assertThat(largest).isBetween(11, 15);
    assertThat(small.video("v199").isEmpty()).isFalse();
    assertThat(small.site(CountWindow.ALL).get(Metric.EVENTS)).isEqualTo(200);
  }
}
