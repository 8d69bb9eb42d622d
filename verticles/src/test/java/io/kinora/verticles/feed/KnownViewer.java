package io.kinora.verticles.feed;

import io.kinora.catalog.SentEvent;
import io.kinora.catalog.ViewerProfile;
import io.kinora.catalog.ViewerProfile.Place;
import io.kinora.catalog.ViewerProfile.Watched;
import io.kinora.catalog.ViewerState;
import io.kinora.verticles.Identity;
import io.kinora.verticles.ViewerService;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One viewer, of whom only the state is asked. */
record KnownViewer(Supplier<Future<ViewerState>> known) implements ViewerService {

  @Override
  public boolean takesAnonymous() {
    return true;
  }

  @Override
  public Future<ViewerState> state(Identity who) {
    return known.get();
  }

  @Override
  public Future<Receipt> take(Identity who, List<SentEvent> events) {
    throw new AssertionError("a feed takes no events");
  }

  @Override
  public Future<Optional<String>> pseudonym(Identity who) {
    throw new AssertionError("a feed asks for no pseudonym");
  }

  @Override
  public Future<ViewerProfile> profile(Identity who) {
    throw new AssertionError("a feed asks for no profile");
  }

  @Override
  public Future<List<Watched>> history(Identity who, Place after, int limit) {
    throw new AssertionError("a feed asks for no history");
  }

  @Override
  public Future<Void> erase(Identity who) {
    throw new AssertionError("a feed erases nobody");
  }
}
