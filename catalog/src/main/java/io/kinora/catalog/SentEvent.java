package io.kinora.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interaction as a client reports it. {@link InteractionRules} says what is taken.
 *
 * @param at null: when it came in
 */
public record SentEvent(
    String eventId,
    InteractionType type,
    @Nullable String videoId,
    @Nullable String channelId,
    @Nullable String queryId,
    @Nullable String query,
    @Nullable Integer position,
    @Nullable Long watchMs,
    @Nullable Instant at) {

  /**
   * As the log has it. A time that lies ahead of the server's clock becomes the server's.
   *
   * @param viewer pseudonym
   * @param channel of the video, if it is about one and that is known
   */
  public Interaction from(String viewer, @Nullable String channel, Instant receivedAt) {
    return new Interaction(
        eventId,
        type,
        viewer,
        videoId,
        channelId == null ? channel : channelId,
        queryId,
        query,
        position,
        watchMs,
        at == null || at.isAfter(receivedAt) ? receivedAt : at,
        receivedAt);
  }
}
