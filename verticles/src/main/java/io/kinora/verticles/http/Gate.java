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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections and requests are let in, and how many of one client; shared by all instances
 * of a server.
 */
final class Gate {

  /** Clients remembered at once; one that is forgotten starts with a full bucket. */
  private static final int MOST_CLIENTS = 50_000;

  private final HttpConfig.RateLimit rate;
  private final int mostAtOnce;
  private final int mostConnections;
  private final AtomicInteger inWork = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CLIENTS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();

  Gate(HttpConfig config) {
    this.rate = config.rateLimit();
    this.mostAtOnce = config.limits().concurrentRequests();
    this.mostConnections = config.limits().connections();
  }

  /** A request's place among those in work. */
  static final class Place {

    /** Of a request that is not counted. */
    static final Place NONE = new Place(new AtomicInteger(), true);

    private final AtomicInteger inWork;
    private final AtomicBoolean left;

    private Place(AtomicInteger inWork, boolean left) {
      this.inWork = inWork;
      this.left = new AtomicBoolean(left);
    }

    /** Gives it back; again does nothing. */
    void leave() {
      if (!left.getAndSet(true)) {
        inWork.decrementAndGet();
      }
    }
  }

  /**
   * Lets a request in.
   *
   * @throws OverloadedException if there are too many already
   */
  Place enter() {
    if (inWork.incrementAndGet() > mostAtOnce) {
      inWork.decrementAndGet();
      throw new OverloadedException("too many requests in work", 1);
    }
    return new Place(inWork, false);
  }

  /**
   * Counts a connection, to be followed by {@link #disconnected}, if it is one of those that may
   * be.
   */
  boolean connected() {
    if (connections.incrementAndGet() > mostConnections) {
      connections.decrementAndGet();
      return false;
    }
    return true;
  }

  void disconnected() {
    connections.decrementAndGet();
  }

  int connections() {
    return connections.get();
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
