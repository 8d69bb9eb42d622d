package io.kinora.verticles.live;

import java.util.Set;

/**
 * A subscription that wants what it has missed.
 *
 * @param channels of which it hears
 * @param epoch which log the offsets are of
 * @param from offset of the first record that it may have missed
 * @param until it hears by itself from this offset on
 */
record Replay(
    LiveLoop loop,
    Subscription subscription,
    Subject subject,
    Set<String> channels,
    String epoch,
    long from,
    long until) {}
