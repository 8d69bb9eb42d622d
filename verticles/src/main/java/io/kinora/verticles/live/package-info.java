/**
 * The live feed: what is new goes to those who wait for it. {@code LiveFeed} follows the log and
 * says what each record is news to; a {@code LiveLoop} on every event loop that serves HTTP hands
 * it to its sockets; {@code Replays} brings what a client missed. {@code docs/live.md} is the
 * protocol.
 */
@NullMarked
package io.kinora.verticles.live;

import org.jspecify.annotations.NullMarked;
