package io.kinora.verticles.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.CatalogueUnavailableException;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Trending;
import io.kinora.catalog.TrendingVideo;
import io.kinora.catalog.ViewerState;
import io.kinora.verticles.FeedService.Item;
import io.kinora.verticles.FeedService.Page;
import io.kinora.verticles.FeedService.Reason;
import io.kinora.verticles.Identity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What comes into a home feed, and in which order. */
class FeedPipelineTest {

  private static final Identity WHO = new Identity.Login("ada");

  /** No test takes so long. */
  private static final long LONG_MS = 600_000;

  private final Shelf shelf = new Shelf();
  private final List<String> hot = new ArrayList<>();
  private Future<ViewerState> viewer = Future.succeededFuture(ViewerState.NOTHING);

  private Page page(int limit, String cursor) {
    return page(limit, cursor, Waiting.upTo(LONG_MS, Promise.promise().future()));
  }

  private Page page(int limit, String cursor, Waiting waiting) {
    Trending trending =
        (window, most) -> {
          List<TrendingVideo> list = new ArrayList<>();
          hot.stream()
              .limit(most)
              .forEach(id -> list.add(new TrendingVideo(id, list.size() + 1, null, 1)));
          return list;
        };
    return new FeedPipeline(new KnownViewer(() -> viewer), trending, new Browse(shelf, shelf))
        .page(WHO, limit, cursor, waiting);
  }

  private void viewer(Set<String> follows, Set<String> hidden, Set<String> seen) {
    viewer = Future.succeededFuture(new ViewerState(follows, hidden, seen));
  }

  private static List<String> ids(Page page) {
    return page.items().stream().map(item -> item.hit().id()).toList();
  }

  private static List<Reason> reasons(Page page) {
    return page.items().stream().map(Item::reason).toList();
  }

  @Test
  void first_what_is_followed_then_what_is_trending_then_what_is_new() {
    shelf.add("old", "harbour", 1).add("hot", "city", 2).add("new", "city", 4);
    shelf.add("newer", "harbour", 3);
    hot.add("hot");
    viewer(Set.of("harbour"), Set.of(), Set.of());

    Page page = page(10, null);

    assertThat(ids(page)).containsExactly("newer", "old", "hot", "new");
    assertThat(reasons(page))
        .containsExactly(Reason.FOLLOWS, Reason.FOLLOWS, Reason.TRENDING, Reason.FRESH);
    assertThat(page.nextCursor()).as("there is no more").isNull();
    assertThat(page.missing()).isEmpty();
  }

  @Test
  void what_was_seen_or_hidden_does_not_come_back() {
    shelf.add("a", "harbour", 1).add("b", "harbour", 2).add("c", "harbour", 3).add("d", "city", 4);
    hot.addAll(List.of("a", "d"));
    viewer(Set.of("harbour"), Set.of("b"), Set.of("d"));

    assertThat(ids(page(10, null))).containsExactly("c", "a");
  }

  @Test
  void a_video_that_is_gone_is_not_trending() {
    shelf.add("a", "city", 1);
    hot.addAll(List.of("gone", "a"));

    assertThat(ids(page(10, null))).containsExactly("a");
  }

  @Test
  void many_that_were_seen_do_not_hide_the_rest() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      shelf.add("v" + i, "city", i);
      if (i >= 100) {
        seen.add("v" + i);
      }
    }
    viewer(Set.of(), Set.of(), seen);

    assertThat(ids(page(20, null))).hasSize(20).startsWith("v99", "v98");
  }

  @Test
  void while_the_store_is_away_the_feed_says_what_it_does_not_know() {
    shelf.add("a", "harbour", 1);
    viewer = Future.failedFuture(new CatalogueUnavailableException("away", null));

    Page page = page(10, null);

    assertThat(ids(page)).containsExactly("a");
    assertThat(page.missing()).singleElement().asString().startsWith("viewer:");
  }

  @Test
  void more_channels_than_a_filter_takes_are_all_looked_at() {
    Set<String> follows = new HashSet<>();
    for (int i = 0; i < 1_200; i++) {
      follows.add("channel" + i);
    }
    shelf.add("first", "channel3", 1).add("last", "channel1199", 2);
    viewer(follows, Set.of(), Set.of());

    assertThat(ids(page(10, null))).containsExactly("last", "first");
    assertThat(shelf.longestFilter()).isLessThanOrEqualTo(500);
  }

  @Test
  void nothing_more_is_asked_for_a_viewer_who_has_gone() {
    Set<String> follows = new HashSet<>();
    for (int i = 0; i < 1_200; i++) {
      follows.add("channel" + i);
    }
    viewer(follows, Set.of(), Set.of());
    Promise<Void> left = Promise.promise();
    shelf.asked = left::tryComplete;

    assertThatThrownBy(() -> page(10, null, Waiting.upTo(LONG_MS, left.future())))
        .isInstanceOf(CancellationException.class);

    assertThat(shelf.searches()).isEqualTo(1);
    assertThat(shelf.left().isComplete()).as("the search is told").isTrue();
  }

  @Test
  void when_its_time_is_up_a_feed_says_what_it_has_not_looked_at() {
    shelf.add("a", "harbour", 1);
    hot.add("a");
    viewer(Set.of("harbour"), Set.of(), Set.of());

    Page page = page(10, null, Waiting.upTo(0, Promise.promise().future()));

    assertThat(ids(page)).isEmpty();
    assertThat(page.missing())
        .containsExactly(
            "follows: no answer in time",
            "trending: no answer in time",
            "fresh: no answer in time");
    assertThat(shelf.searches()).isZero();
  }

  @Test
  void a_store_that_hangs_does_not_hold_the_feed_up() {
    viewer = Promise.<ViewerState>promise().future();

    Page page = page(10, null, Waiting.upTo(0, Promise.promise().future()));

    assertThat(page.missing()).first().asString().startsWith("viewer:");
  }

  @Test
  void pages_never_repeat_though_videos_come_in_between() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int made = 0;
    for (; made < 200; made++) {
      shelf.add("v" + made, "channel" + random.nextInt(20), random.nextInt(1_000));
    }
    viewer(Set.of("channel1", "channel2"), Set.of("v7"), Set.of("v8", "v9"));
    Set<String> shown = new HashSet<>();
    String cursor = null;
    for (int i = 0; i < 8; i++) {
      for (int more = random.nextInt(5); more > 0; more--, made++) {
        shelf.add("v" + made, "channel" + random.nextInt(20), random.nextInt(1_000));
        hot.addFirst("v" + random.nextInt(made));
      }
      Page page = page(10, cursor);
      for (String id : ids(page)) {
        assertThat(shown.add(id)).as(id + ", seed " + seed).isTrue();
      }
      cursor = page.nextCursor();
    }
    assertThat(shown).as("seed " + seed).hasSize(80).doesNotContain("v7", "v8", "v9");
  }

  @Test
  void a_cursor_of_something_else_is_refused() {
    assertThatThrownBy(() -> page(10, "bmV4dA"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("cursor");
    assertThatThrownBy(() -> page(10, "!")).isInstanceOf(InvalidValueException.class);
  }
}
