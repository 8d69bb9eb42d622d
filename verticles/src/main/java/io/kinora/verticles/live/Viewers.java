package io.kinora.verticles.live;

import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sockets there are, of all and of each viewer. Safe for use by several threads. */
final class Viewers {

  private static final int RETRY_SECONDS = 10;

  private final LiveConfig config;
  private final AtomicInteger all = new AtomicInteger();
  private final ConcurrentHashMap<String, Integer> each = new ConcurrentHashMap<>();

  Viewers(LiveConfig config) {
    this.config = config;
  }

  int sockets() {
    return all.get();
  }

  /**
   * Lets a socket in; to be followed by {@link #leave}.
   *
   * @throws OverloadedException if there is no room on this node
   * @throws io.kinora.verticles.http.problem.ProblemException with 429 if it is one too many
   */
  void enter(String key) {
    if (all.incrementAndGet() > config.sockets()) {
      all.decrementAndGet();
      throw new OverloadedException("no room for more live connections", RETRY_SECONDS);
    }
    if (!take(key)) {
      all.decrementAndGet();
      throw Problem.of(
              ProblemType.TOO_MANY_REQUESTS,
              "more than " + most(key) + " live connections; close one first")
          .withHeader("Retry-After", Integer.toString(RETRY_SECONDS))
          .exception();
    }
  }

  /**
   * Somebody has told who they are.
   *
   * @return false if it is one too many of theirs; then nothing has changed
   */
  boolean move(String from, String to) {
    if (!take(to)) {
      return false;
    }
    give(from);
    return true;
  }

  void leave(String key) {
    all.decrementAndGet();
    give(key);
  }

  private boolean take(String key) {
    return each.merge(key, 1, Integer::sum) <= most(key) || !give(key);
  }

  private boolean give(String key) {
    each.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    return true;
  }

  private int most(String key) {
    return key.startsWith("subject ") ? config.socketsPerViewer() : config.socketsPerAddress();
  }
}
