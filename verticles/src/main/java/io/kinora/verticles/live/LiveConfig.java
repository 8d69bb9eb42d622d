package io.kinora.verticles.live;

import io.kinora.catalog.InvalidValueException;
import java.time.Duration;

/**
 * How much of the live feed one node gives to all and to one client.
 *
 * @param sockets open at once, on this node
 * @param socketsPerViewer of one viewer, on this node
 * @param socketsPerAddress of one address without a login, on this node
 * @param subscriptions of one socket
 * @param queries distinct standing queries, on this node
 * @param queueBytes that may wait to be sent to one client
 * @param frameBytes of a client's frame
 * @param framesPerSecond of a client, sustained; five times as many at once
 * @param replayItems brought by one resume
 * @param recentBytes of records kept in memory for resuming
 * @param times how long things may take
 */
public record LiveConfig(
    int sockets,
    int socketsPerViewer,
    int socketsPerAddress,
    int subscriptions,
    int queries,
    int queueBytes,
    int frameBytes,
    int framesPerSecond,
    int replayItems,
    long recentBytes,
    Times times) {

  /**
   * @param heartbeat the server is never silent for longer
   * @param idle a client may be silent for so long
   * @param login until then a client that needs a login must have one
   * @param slow a client that takes nothing for so long, although something waits, is let go
   */
  public record Times(Duration heartbeat, Duration idle, Duration login, Duration slow) {

    public static final Times DEFAULT =
        new Times(
            Duration.ofSeconds(25),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));
  }

  public static final LiveConfig DEFAULT =
      new LiveConfig(
          20_000, 20, 200, 32, 100_000, 256 << 10, 64 << 10, 20, 10_000, 32L << 20, Times.DEFAULT);

  public LiveConfig {
    range("live.sockets", sockets, 0, 1_000_000);
    range("live.sockets-per-viewer", socketsPerViewer, 1, 1_000_000);
    range("live.sockets-per-address", socketsPerAddress, 1, 1_000_000);
    range("live.subscriptions", subscriptions, 1, 1_000);
    range("live.queries", queries, 1, 10_000_000);
    range("live.queue", queueBytes, 4 << 10, 64 << 20);
    range("live.frame", frameBytes, 1 << 10, 1 << 20);
    range("live.frames-per-second", framesPerSecond, 1, 10_000);
    range("live.replay-items", replayItems, 1, 1_000_000);
    range("live.recent", recentBytes, 0, 4L << 30);
  }

  private static void range(String field, long value, long low, long high) {
    if (value < low || value > high) {
      throw new InvalidValueException(field, value, low + " to " + high);
    }
  }

  public LiveConfig withSockets(int all, int perViewer, int perAddress) {
    return new LiveConfig(
        all,
        perViewer,
        perAddress,
        subscriptions,
        queries,
        queueBytes,
        frameBytes,
        framesPerSecond,
        replayItems,
        recentBytes,
        times);
  }

  public LiveConfig withQueue(int bytes) {
    return new LiveConfig(
        sockets,
        socketsPerViewer,
        socketsPerAddress,
        subscriptions,
        queries,
        bytes,
        frameBytes,
        framesPerSecond,
        replayItems,
        recentBytes,
        times);
  }

  public LiveConfig withTimes(Times other) {
    return new LiveConfig(
        sockets,
        socketsPerViewer,
        socketsPerAddress,
        subscriptions,
        queries,
        queueBytes,
        frameBytes,
        framesPerSecond,
        replayItems,
        recentBytes,
        other);
  }
}
