package io.kinora.verticles.feed;

import io.kinora.catalog.CatalogueUnavailableException;
import io.kinora.catalog.Trending;
import io.kinora.catalog.TrendingVideo;
import io.kinora.catalog.ViewerState;
import io.kinora.search.Hit;
import io.kinora.search.StageTime;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.verticles.FeedService.Item;
import io.kinora.verticles.FeedService.Page;
import io.kinora.verticles.FeedService.Reason;
import io.kinora.verticles.Identity;
import io.kinora.verticles.ViewerService;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A home feed, from the viewer to the page:
 *
 * <ol>
 *   <li>viewer: whom they follow, what they have seen or hidden
 *   <li>follows: the newest of the channels they follow
 *   <li>trending: what is watched most just now
 *   <li>fresh: the newest of all
 *   <li>page: each video once, in this order, without what was seen, hidden or shown on the pages
 *       before
 * </ol>
 *
 * A stage that a full page does not need is left out. Runs on a virtual thread.
 */
final class FeedPipeline {

  /** Of those followed; each of these lists is one filter. */
  private static final int CHANNELS_AT_ONCE = 500;

  private static final int MOST_CHANNELS = 2_000;

  /** A store that hangs must leave time for the rest. */
  private static final int VIEWER_MS = 2_000;

  private final ViewerService viewers;
  private final Trending trending;
  private final Browse browse;

  FeedPipeline(ViewerService viewers, Trending trending, Browse browse) {
    this.viewers = viewers;
    this.trending = trending;
    this.browse = browse;
  }

  /** A feed while it is put together. */
  private static final class Draft {
    private final FeedCursor before;
    private final int limit;
    private final Waiting waiting;
    private final List<Item> items = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<StageTime> stages = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final long begun = System.nanoTime();
    private long stageBegun = begun;
    private ViewerState viewer = ViewerState.NOTHING;

    Draft(FeedCursor before, int limit, Waiting waiting) {
      this.before = before;
      this.limit = limit;
      this.waiting = waiting;
    }

    int wanted() {
      return limit - items.size();
    }

    /** Whether a video may still come into it. */
    boolean takes(String id) {
      return !ids.contains(id)
          && !viewer.hidden().contains(id)
          && !viewer.seen().contains(id)
          && !before.shown(id);
    }

    void add(List<Hit> hits, Reason reason) {
      for (Hit hit : hits) {
        if (wanted() > 0 && takes(hit.id())) {
          ids.add(hit.id());
          items.add(new Item(hit, reason));
        }
      }
    }

    void stage(String name, int in) {
      long now = System.nanoTime();
      stages.add(new StageTime(name, (now - stageBegun) / 1e6, in, items.size()));
      stageBegun = now;
    }

    Page page() {
      boolean more = !items.isEmpty() && wanted() == 0;
      return new Page(
          List.copyOf(items),
          more ? before.with(List.copyOf(ids)) : null,
          List.copyOf(stages),
          List.copyOf(missing),
          (System.nanoTime() - begun) / 1e6);
    }
  }

  /**
   * @throws java.util.concurrent.CancellationException if nobody waits for it any more
   */
  Page page(Identity who, int limit, @Nullable String cursor, Waiting waiting) {
    Draft draft = new Draft(FeedCursor.read(cursor), limit, waiting);
    draft.viewer = viewer(who, draft);
    draft.stage("viewer", -1);
    follows(draft);
    if (draft.wanted() > 0) {
      trending(draft);
    }
    if (draft.wanted() > 0) {
      fresh(draft);
    }
    return draft.page();
  }

  private ViewerState viewer(Identity who, Draft draft) {
    // Not await(time): once that is over, Vert.x runs nothing more on this virtual thread's
    // context.
    Optional<ViewerState> state =
        viewers
            .state(who)
            .timeout(draft.waiting.ms(VIEWER_MS), TimeUnit.MILLISECONDS)
            .map(Optional::of)
            .recover(FeedPipeline::withoutIfAway)
            .await();
    if (state.isEmpty()) {
      draft.missing.add("viewer: what they follow, have seen and hidden is not known just now");
    }
    return state.orElse(ViewerState.NOTHING);
  }

  private static Future<Optional<ViewerState>> withoutIfAway(Throwable failure) {
    return failure instanceof CatalogueUnavailableException || failure instanceof TimeoutException
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(failure);
  }

  private void follows(Draft draft) {
    List<String> channels = draft.viewer.follows().stream().limit(MOST_CHANNELS).toList();
    if (channels.isEmpty()) {
      return;
    }
    if (channels.size() < draft.viewer.follows().size()) {
      draft.missing.add("follows: only " + MOST_CHANNELS + " of the channels were looked at");
    }
    List<Hit> found = new ArrayList<>();
    for (int from = 0; from < channels.size(); from += CHANNELS_AT_ONCE) {
      int to = Math.min(channels.size(), from + CHANNELS_AT_ONCE);
      Filter any = either(FilterField.CHANNEL, channels.subList(from, to));
      found.addAll(newest("follows", any, draft));
    }
    found.sort(Comparator.comparing(FeedPipeline::published).reversed());
    draft.add(found, Reason.FOLLOWS);
    draft.stage("follows", found.size());
  }

  private void trending(Draft draft) {
    List<String> ids =
        trending.now(Trending.MOST).stream().map(TrendingVideo::id).filter(draft::takes).toList();
    if (ids.isEmpty()) {
      return;
    }
    List<Hit> found = browse.these(ids, draft.waiting, problem("trending", draft));
    draft.add(found, Reason.TRENDING);
    draft.stage("trending", found.size());
  }

  private void fresh(Draft draft) {
    List<Hit> found = newest("fresh", Filter.ALL, draft);
    draft.add(found, Reason.FRESH);
    draft.stage("fresh", found.size());
  }

  private List<Hit> newest(String stage, Filter filter, Draft draft) {
    Predicate<Hit> takes = hit -> draft.takes(hit.id());
    return browse.newest(filter, takes, draft.wanted(), draft.waiting, problem(stage, draft));
  }

  private static Consumer<String> problem(String stage, Draft draft) {
    return why -> draft.missing.add(stage + ": " + why);
  }

  private static Filter either(FilterField field, List<String> values) {
    List<Filter> any = new ArrayList<>(values.size());
    values.forEach(value -> any.add(new Filter.Is(field, value)));
    return any.size() == 1 ? any.getFirst() : new Filter.Or(any);
  }

  private static long published(Hit hit) {
    Long at = hit.publishedAtMs();
    return at == null ? Long.MIN_VALUE : at;
  }
}
