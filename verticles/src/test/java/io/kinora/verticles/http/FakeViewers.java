package io.kinora.verticles.http;

import io.kinora.catalog.InteractionRules;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.SentEvent;
import io.kinora.catalog.ViewerProfile;
import io.kinora.catalog.ViewerProfile.Place;
import io.kinora.catalog.ViewerProfile.Watched;
import io.kinora.catalog.ViewerState;
import io.kinora.verticles.Identity;
import io.kinora.verticles.ViewerService;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks events as a node does, and remembers who sent what. */
final class FakeViewers implements ViewerService {

  record Sent(Identity who, List<SentEvent> events) {}

  final List<Sent> sent = new CopyOnWriteArrayList<>();
  final List<Identity> erased = new CopyOnWriteArrayList<>();
  final List<Watched> watched = new CopyOnWriteArrayList<>();
  volatile boolean anonymous = true;
  volatile Supplier<Future<Void>> log = Future::succeededFuture;

  @Override
  public boolean takesAnonymous() {
    return anonymous;
  }

  @Override
  public Future<Receipt> take(Identity who, List<SentEvent> events) {
    sent.add(new Sent(who, events));
    List<Refusal> refused = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      try {
        InteractionRules.check(events.get(i), Instant.now());
      } catch (InvalidValueException reason) {
        refused.add(new Refusal(i, reason));
      }
    }
    return log.get().map(new Receipt(events.size() - refused.size(), refused));
  }

  @Override
  public Future<Optional<String>> pseudonym(Identity who) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<ViewerState> state(Identity who) {
    return Future.succeededFuture(ViewerState.NOTHING);
  }

  @Override
  public Future<ViewerProfile> profile(Identity who) {
    return Future.succeededFuture(ViewerProfile.NOTHING);
  }

  @Override
  public Future<List<Watched>> history(Identity who, @Nullable Place after, int limit) {
    return Future.succeededFuture(
        watched.stream()
            .filter(one -> after == null || one.at().isBefore(after.at()))
            .limit(limit)
            .toList());
  }

  @Override
  public Future<Void> erase(Identity who) {
    erased.add(who);
    return Future.succeededFuture();
  }
}
