package io.kinora.verticles.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.kinora.search.Deadline;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.understand.QueryClass;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers to requests that are asked again: kept for two seconds at most, those that many ask for
 * longer, and only until the index changes; equal requests in flight run once, unless the index
 * changes between them. Partial answers are never kept. A search that all who asked have left is
 * stopped.
 */
final class SearchCache {

  private static final Duration KEPT = Duration.ofSeconds(2);

  private final Cache<SearchRequest, SearchResponse> answers;
  private final ConcurrentHashMap<SearchRequest, Shared> inFlight = new ConcurrentHashMap<>();
  private final boolean keeps;
  private final AtomicLong generation = new AtomicLong();

  /**
   * @param entries how many answers to keep; 0 keeps none
   */
  SearchCache(int entries) {
    this(entries, KEPT);
  }

  /**
   * @param entries how many answers to keep; 0 keeps none
   * @param head for how long answers to queries of the head are kept
   */
  SearchCache(int entries, Duration head) {
    this(entries, head, Ticker.systemTicker());
  }

  SearchCache(int entries, Duration head, Ticker clock) {
    this.keeps = entries > 0; // the cache evicts a little later than it is filled
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(entries)
            .ticker(clock)
            .expireAfter(
                Expiry.<SearchRequest, SearchResponse>writing(
                    (asked, answer) ->
                        answer.understood().queryClass() == QueryClass.HEAD ? head : KEPT))
            .build();
  }

  /** Forgets all answers: the index has changed. */
  void forget() {
    generation.incrementAndGet();
    inFlight.clear();
    answers.invalidateAll();
  }

  /**
   * @param left completes when whoever asks has gone; once all have, the search is stopped
   */
  Future<SearchResponse> get(SearchRequest request, Future<?> left, Supplier<Run> search) {
    SearchResponse kept = keeps ? answers.getIfPresent(request) : null;
    if (kept != null) {
      return Future.succeededFuture(kept);
    }
    Shared fresh = new Shared();
    Shared running = inFlight.putIfAbsent(request, fresh);
    if (running != null && running.join(left)) {
      return running.answer.future();
    }
    if (running != null) { // stopped since nobody waited, and not gone yet
      inFlight.replace(request, running, fresh);
    }
    long asked = generation.get();
    Run run = search.get();
    run.answer()
        .onComplete(
            result -> {
              inFlight.remove(request, fresh);
              boolean keep =
                  keeps
                      && result.succeeded()
                      && result.result().missing().isEmpty()
                      && asked == generation.get();
              if (keep) {
                answers.put(request, result.result());
                if (asked != generation.get()) { // forgotten between the look and the put
                  answers.invalidate(request);
                }
              }
              fresh.answer.handle(result);
            });
    fresh.stopWith(run.deadline(), left);
    return fresh.answer.future();
  }

  /** A search under way; it stops when its deadline is cancelled. */
  record Run(Future<SearchResponse> answer, Deadline deadline) {}

  /** A search and all who wait for its answer. */
  private static final class Shared {
    private final Promise<SearchResponse> answer = Promise.promise();
    private final AtomicInteger waiting = new AtomicInteger(1);
    private @Nullable Deadline deadline;

    /** The first to wait stays counted until this is called, so nobody stops the search sooner. */
    void stopWith(Deadline deadline, Future<?> left) {
      this.deadline = deadline;
      left.onComplete(gone -> leave());
    }

    /**
     * @return whether it will be answered
     */
    boolean join(Future<?> left) {
      boolean joined = waiting.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
      if (joined) {
        left.onComplete(gone -> leave());
      }
      return joined;
    }

    private void leave() {
      Deadline stop = deadline;
      if (waiting.decrementAndGet() == 0 && stop != null) {
        stop.cancel();
      }
    }
  }
}
