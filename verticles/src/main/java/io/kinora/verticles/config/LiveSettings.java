package io.kinora.verticles.config;

import io.kinora.verticles.live.LiveConfig;
import java.util.List;

/** Settings of the live feed. */
final class LiveSettings {

  private static final LiveConfig USUAL = LiveConfig.DEFAULT;

  private static final Setting<Integer> SOCKETS =
      Setting.integer(
          "live.sockets",
          USUAL.sockets(),
          0,
          1_000_000,
          "Live connections of this node at a time.");
  private static final Setting<Integer> PER_VIEWER =
      Setting.integer(
          "live.sockets-per-viewer",
          USUAL.socketsPerViewer(),
          1,
          1_000_000,
          "Live connections of one signed-in viewer to this node.");
  private static final Setting<Integer> PER_ADDRESS =
      Setting.integer(
          "live.sockets-per-address",
          USUAL.socketsPerAddress(),
          1,
          1_000_000,
          "Live connections of one address without a token to this node.");
  private static final Setting<Integer> QUEUE_KB =
      Setting.integer(
          "live.queue-kb",
          USUAL.queueBytes() >> 10,
          4,
          65_536,
          "What may wait to be sent to one live client before it gets a gap, kB.");

  static final List<Setting<?>> ALL = List.of(SOCKETS, PER_VIEWER, PER_ADDRESS, QUEUE_KB);

  private LiveSettings() {}

  static LiveConfig read(Settings s) {
    return USUAL
        .withSockets(s.get(SOCKETS), s.get(PER_VIEWER), s.get(PER_ADDRESS))
        .withQueue(s.get(QUEUE_KB) << 10);
  }
}
