package io.kinora.verticles.events;

import io.kinora.catalog.Follows;
import io.kinora.catalog.Viewer;
import io.kinora.verticles.Identity;
import io.kinora.verticles.live.FollowedChannels;
import io.vertx.core.Future;
import java.util.Set;

/** What viewers with a login follow. */
public final class FollowsOfLogins implements FollowedChannels {

  private final KnownViewers viewers;
  private final Follows follows;

  public FollowsOfLogins(KnownViewers viewers, Follows follows) {
    this.viewers = viewers;
    this.follows = follows;
  }

  @Override
  public Future<String> viewer(String subject) {
    return viewers.findOrMake(new Identity.Login(subject)).map(Viewer::pseudonym);
  }

  @Override
  public Future<Set<String>> of(String viewer) {
    return Future.fromCompletionStage(follows.of(viewer));
  }
}
