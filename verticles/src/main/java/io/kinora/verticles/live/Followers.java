package io.kinora.verticles.live;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who hears of what viewers follow, on one event loop. Answers can overtake each other: that to the
 * newest question holds, for all of a viewer's subscriptions.
 */
final class Followers {

  private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

  private final Function<String, Future<Set<String>>> follows;
  private final BiConsumer<Subscription, Set<String>> listen;
  private final Consumer<Runnable> later;
  private final Map<String, Set<Subscription>> subscriptions = new HashMap<>();

  /** The newest question about each viewer. */
  private final Map<String, Future<Set<String>>> asked = new HashMap<>();

  /**
   * @param follows whom a viewer follows; completes on the loop, and never before it is returned
   * @param listen has a subscription hear of these channels and no others
   * @param later has something done on the loop after a pause
   */
  Followers(
      Function<String, Future<Set<String>>> follows,
      BiConsumer<Subscription, Set<String>> listen,
      Consumer<Runnable> later) {
    this.follows = follows;
    this.listen = listen;
    this.later = later;
  }

  /** Completes when the subscription hears of what the viewer follows. */
  Future<Void> add(String viewer, Subscription subscription) {
    subscriptions.computeIfAbsent(viewer, first -> new HashSet<>(2)).add(subscription);
    return newest(viewer, ask(viewer)).mapEmpty();
  }

  void remove(String viewer, Subscription subscription) {
    Set<Subscription> all = subscriptions.getOrDefault(viewer, Set.of());
    if (all.remove(subscription) && all.isEmpty()) {
      subscriptions.remove(viewer);
      asked.remove(viewer);
    }
  }

  /** A viewer follows other channels than before. */
  void changed(String viewer) {
    if (subscriptions.containsKey(viewer)) {
      ask(viewer);
    }
  }

  private Future<Set<String>> ask(String viewer) {
    Future<Set<String>> answer = follows.apply(viewer);
    asked.put(viewer, answer);
    answer.onComplete(
        channels -> {
          if (asked.get(viewer) == answer) {
            tell(viewer, channels);
          }
        },
        failure -> {
          if (asked.get(viewer) == answer) {
            LOG.warn(
                "Whom a viewer follows cannot be read and is asked again: {}", reason(failure));
            later.accept(() -> askAgain(viewer, answer));
          }
        });
    return answer;
  }

  private void tell(String viewer, Set<String> channels) {
    for (Subscription each : List.copyOf(subscriptions.getOrDefault(viewer, Set.of()))) {
      listen.accept(each, channels);
    }
  }

  /** The class only: what a store says can name the viewer. */
  private static String reason(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private void askAgain(String viewer, Future<Set<String>> failed) {
    if (asked.get(viewer) == failed) {
      ask(viewer);
    }
  }

  /** The answer, or that to a question asked since. */
  private Future<Set<String>> newest(String viewer, Future<Set<String>> answer) {
    return answer.transform(
        done -> {
          Future<Set<String>> last = asked.getOrDefault(viewer, answer);
          return last == answer ? answer : newest(viewer, last);
        });
  }
}
