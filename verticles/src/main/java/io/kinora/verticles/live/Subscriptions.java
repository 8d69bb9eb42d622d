package io.kinora.verticles.live;

import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one client listens to, up to a number of subscriptions. Used on its event loop. Sending to
 * the client may end the session, and so all of them, at any time.
 */
final class Subscriptions {

  private final LiveLoop loop;
  private final LiveSession session;
  private final Authentication authentication;
  private final List<Subscription> all = new ArrayList<>(1);

  Subscriptions(LiveLoop loop, LiveSession session, Authentication authentication) {
    this.loop = loop;
    this.session = session;
    this.authentication = authentication;
  }

  // ---- they come and go

  /** Begins what is asked for, in place of what has its name; what is wrong with it is told. */
  void add(ClientFrame.Subscribe asked) {
    remove(asked.id());
    if (all.size() >= loop.config().subscriptions()) {
      session.error(
          asked.id(),
          Problem.of(
              ProblemType.TOO_MANY_REQUESTS,
              "more than " + loop.config().subscriptions() + " subscriptions"));
      return;
    }
    Subscription subscription = new Subscription(loop, session, asked.id());
    try {
      StreamToken resume = asked.resume() == null ? null : StreamToken.of(asked.resume());
      all.add(subscription);
      registered(subscription, asked)
          .onComplete(done -> subscription.begin(resume), failure -> refuse(subscription, failure));
    } catch (RuntimeException wrong) {
      refuse(subscription, wrong);
    }
  }

  private Future<?> registered(Subscription subscription, ClientFrame.Subscribe asked) {
    return switch (asked.stream()) {
      case "channel" -> loop.audience().add(subscription, new Subject.OfChannel(asked.channel()));
      case "query" -> loop.audience().add(subscription, loop.feed().query(asked));
      case "follows" -> loop.audience().addFollower(subscription, authentication.subject());
      default -> loop.audience().add(subscription, Subject.OfTrending.LIST);
    };
  }

  /** One cannot begin, or go on. */
  void refuse(Subscription subscription, Throwable failure) {
    if (subscription.ended()) {
      return;
    }
    remove(subscription);
    session.error(subscription.id(), failure);
  }

  /** Ends the one of this name, if there is one. */
  void remove(String id) {
    for (Subscription subscription : all) {
      if (subscription.id().equals(id)) {
        remove(subscription);
        return;
      }
    }
  }

  private void remove(Subscription subscription) {
    subscription.end();
    all.remove(subscription);
    loop.audience().forget(subscription);
  }

  /** Ends them all. */
  void clear() {
    List.copyOf(all).forEach(this::remove);
  }

  // ---- what they have to say

  /** The log goes on elsewhere. */
  void jumped(long position, String reason) {
    List.copyOf(all).forEach(each -> each.jumped(position, reason));
  }

  /** Sends what waits, as far as the connection takes it. */
  void pump() {
    // By index, as they may be ended meanwhile.
    for (int i = 0; i < all.size() && session.open(); i++) {
      all.get(i).pump();
    }
  }

  /** Whether one would send something if the connection took it. */
  boolean wants() {
    for (Subscription each : all) {
      if (each.wants()) {
        return true;
      }
    }
    return false;
  }

  /** Where to go on with those that have moved since the client was told, by name. */
  Map<String, String> moved() {
    Map<String, String> tokens = LinkedHashMap.newLinkedHashMap(all.size());
    for (Subscription each : all) {
      String token = each.moved();
      if (token != null) {
        tokens.put(each.id(), token);
      }
    }
    return tokens;
  }
}
