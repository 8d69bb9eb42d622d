package io.kinora.verticles.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests are let in, of all and of one client; shared by all instances of a server. */
final class Gate {

  /** Clients remembered at once; one that is forgotten starts with a full bucket. */
  private static final int MOST_CLIENTS = 50_000;

  private final HttpConfig.RateLimit rate;
  private final int mostAtOnce;
  private final AtomicInteger inWork = new AtomicInteger();
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CLIENTS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();

  Gate(HttpConfig config) {
    this.rate = config.rateLimit();
    this.mostAtOnce = config.limits().concurrentRequests();
  }

  /**
   * Lets a request in; to be followed by {@link #leave}.
   *
   * @throws OverloadedException if there are too many already
   */
  void enter() {
    if (inWork.incrementAndGet() > mostAtOnce) {
      inWork.decrementAndGet();
      throw new OverloadedException("too many requests in work", 1);
    }
  }

  void leave() {
    inWork.decrementAndGet();
  }

  int inWork() {
    return inWork.get();
  }

  /**
   * Takes one request off a client's allowance.
   *
   * @param client subject of the token, else the address
   * @throws ProblemException with 429 if there is nothing left
   */
  void charge(String client) {
    if (rate.perSecond() == 0) {
      return;
    }
    ConsumptionProbe probe = buckets.get(client, this::newBucket).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
      throw Problem.of(
              ProblemType.TOO_MANY_REQUESTS,
              "more than "
                  + rate.perSecond()
                  + " requests a second after a burst of "
                  + rate.burst()
                  + "; try again in "
                  + seconds
                  + " s")
          .withHeader("Retry-After", Long.toString(seconds))
          .exception();
    }
  }

  private Bucket newBucket(String client) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
        .build();
  }
}
