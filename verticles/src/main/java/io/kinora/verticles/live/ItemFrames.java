package io.kinora.verticles.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one record on one event loop: one for each stream and name, not for each socket.
 */
final class ItemFrames {

  private final LiveLoop loop;
  private final Map<String, Frame> made = new HashMap<>(4);

  ItemFrames(LiveLoop loop) {
    this.loop = loop;
  }

  Frame of(Subscription subscription, LiveItem item, @Nullable Double cosine) {
    Subject subject = Objects.requireNonNull(subscription.subject());
    return made.computeIfAbsent(
        subject.code() + subscription.id(), same -> loop.frame(subscription, item, cosine));
  }
}
