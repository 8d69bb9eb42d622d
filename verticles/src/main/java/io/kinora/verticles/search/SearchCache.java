package io.kinora.verticles.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Answers to requests that are asked again: kept for two seconds at most and only until the index
 * changes; equal requests in flight run once, unless the index changes between them. Partial
 * answers are never kept.
 */
final class SearchCache {

  private static final Duration KEPT = Duration.ofSeconds(2);

  private final Cache<SearchRequest, SearchResponse> answers;
  private final ConcurrentHashMap<SearchRequest, Future<SearchResponse>> inFlight =
      new ConcurrentHashMap<>();
  private final boolean keeps;
  private final AtomicLong generation = new AtomicLong();

  /**
   * @param entries how many answers to keep; 0 keeps none
   */
  SearchCache(int entries) {
    this.keeps = entries > 0; // the cache evicts a little later than it is filled
    this.answers = Caffeine.newBuilder().maximumSize(entries).expireAfterWrite(KEPT).build();
  }

  /** Forgets all answers: the index has changed. */
  void forget() {
    generation.incrementAndGet();
    inFlight.clear();
    answers.invalidateAll();
  }

  Future<SearchResponse> get(SearchRequest request, Supplier<Future<SearchResponse>> search) {
    SearchResponse kept = answers.getIfPresent(request);
    if (kept != null) {
      return Future.succeededFuture(kept);
    }
    Promise<SearchResponse> promise = Promise.promise();
    Future<SearchResponse> running = inFlight.putIfAbsent(request, promise.future());
    if (running != null) {
      return running;
    }
    long asked = generation.get();
    search
        .get()
        .onComplete(
            result -> {
              inFlight.remove(request, promise.future());
              boolean keep =
                  keeps
                      && result.succeeded()
                      && result.result().missing().isEmpty()
                      && asked == generation.get();
              if (keep) {
                answers.put(request, result.result());
              }
              promise.handle(result);
            });
    return promise.future();
  }
}
