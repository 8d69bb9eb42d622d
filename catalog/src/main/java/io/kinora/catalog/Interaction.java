package io.kinora.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a viewer did: a record of the log, never changed. Which fields are there depends
 * on the type; {@link InteractionRules} says how.
 *
 * @param eventId made by the client, so that sending it again counts once
 * @param viewer pseudonym: random, and nothing but the table of viewers leads from it to a login
 * @param videoId what it was done to
 * @param channelId whom it was done to, or whose the video is if that is known; as {@link
 *     VideoMetadata#channel} has it
 * @param queryId of the answer that the video was found in
 * @param query the words searched for, as typed
 * @param position of the video in that answer, 1 for the first
 * @param watchMs how long it was played
 * @param at when it happened, by the viewer's clock; to the millisecond
 * @param receivedAt when it came in, by the server's clock; to the millisecond
 */
public record Interaction(
    String eventId,
    InteractionType type,
    String viewer,
    @Nullable String videoId,
    @Nullable String channelId,
    @Nullable String queryId,
    @Nullable String query,
    @Nullable Integer position,
    @Nullable Long watchMs,
    Instant at,
    Instant receivedAt) {}
