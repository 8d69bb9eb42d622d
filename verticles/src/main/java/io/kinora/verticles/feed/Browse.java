package io.kinora.verticles.feed;

import io.kinora.search.Hit;
import io.kinora.search.Mode;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.HitService;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.SearchService;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Videos without words: by a filter, or by their ids. Waits on a virtual thread. */
final class Browse {

  private static final int PAGE = 100;

  /** So many pages may be of videos that are not wanted. */
  private static final int MOST_PAGES = 5;

  private static final int BUDGET_MS = 300;

  private static final String LATE = "no answer in time";

  private final SearchService search;
  private final HitService hits;

  Browse(SearchService search, HitService hits) {
    this.search = search;
    this.hits = hits;
  }

  /**
   * The newest that are wanted.
   *
   * @throws java.util.concurrent.CancellationException if nobody waits for them any more
   * @param problem told what could not be looked at
   */
  List<Hit> newest(
      Filter filter, Predicate<Hit> wanted, int most, Waiting waiting, Consumer<String> problem) {
    SearchService one = search.pinned();
    List<Hit> found = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < MOST_PAGES && found.size() < most; page++) {
      SearchResponse answer = ask(one, filter, cursor, waiting, problem);
      if (answer == null) {
        return found;
      }
      answer.hits().stream().filter(wanted).forEach(found::add);
      cursor = answer.nextCursor();
      if (cursor == null) {
        return found;
      }
    }
    return found;
  }

  /** These, in this order, without those that are gone; as {@link #newest}. */
  List<Hit> these(List<String> ids, Waiting waiting, Consumer<String> problem) {
    if (!waiting.goesOn()) {
      problem.accept(LATE);
      return List.of();
    }
    try {
      return hits.hits(ids).await();
    } catch (Exception failure) { // as below
      problem.accept(why(failure));
      return List.of();
    }
  }

  private static @Nullable SearchResponse ask(
      SearchService search,
      Filter filter,
      @Nullable String cursor,
      Waiting waiting,
      Consumer<String> problem) {
    if (!waiting.goesOn()) {
      problem.accept(LATE);
      return null;
    }
    SearchRequest request =
        new SearchRequest(
            "",
            Mode.TEXT,
            PAGE,
            cursor,
            filter,
            List.of(),
            Sort.NEWEST,
            null,
            null,
            null,
            SearchRequest.Collapse.DUPLICATES,
            BUDGET_MS,
            false,
            List.of());
    try {
      Future<SearchResponse> asked = search.search(request, waiting.left());
      SearchResponse answer = asked.await();
      answer.missing().forEach(problem);
      return answer;
    } catch (Exception failure) { // await throws whatever the search failed with
      problem.accept(why(failure));
      return null;
    }
  }

  /** What the feed can do without; anything else is a fault and is told as one. */
  private static String why(Exception failure) {
    return switch (failure) {
      case OverloadedException full -> "no room just now";
      case TimeoutException late -> LATE;
      case RuntimeException fault -> throw fault;
      default -> throw new IllegalStateException(failure);
    };
  }
}
