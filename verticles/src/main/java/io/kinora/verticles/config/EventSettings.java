package io.kinora.verticles.config;

import java.util.List;

/** What viewers do: who may report it, how long it is kept, how much of it is counted. */
final class EventSettings {

  private static final Setting<Boolean> EVENTS_ANONYMOUS =
      Setting.flag(
          "events.anonymous", true, "Whether viewers without a token may report what they do.");
  private static final Setting<Integer> EVENTS_LOG_DAYS =
      Setting.integer(
          "events.log-days", 90, 2, 3650, "How long the log keeps what viewers did, days.");
  private static final Setting<Integer> EVENTS_TABLE_DAYS =
      Setting.integer(
          "events.table-days",
          90,
          2,
          3650,
          "How long PostgreSQL keeps what viewers did, and what they watched, days.");
  private static final Setting<Integer> COUNTERS_THINGS =
      Setting.integer(
          "counters.things",
          500_000,
          1_000,
          20_000_000,
          "Videos, channels and queries whose counts a node holds in memory; about 200 bytes each,"
              + " more for those that are watched much.");

  /** All of them, in the order in which they are shown. */
  static final List<Setting<?>> ALL =
      List.of(EVENTS_ANONYMOUS, EVENTS_LOG_DAYS, EVENTS_TABLE_DAYS, COUNTERS_THINGS);

  private EventSettings() {}

  static NodeConfig.Events events(Settings s) {
    return new NodeConfig.Events(
        s.get(EVENTS_ANONYMOUS), s.get(EVENTS_LOG_DAYS), s.get(EVENTS_TABLE_DAYS));
  }

  static NodeConfig.Counters counters(Settings s) {
    return new NodeConfig.Counters(s.get(COUNTERS_THINGS));
  }
}
