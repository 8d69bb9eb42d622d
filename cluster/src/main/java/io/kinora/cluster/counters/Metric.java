package io.kinora.cluster.counters;

/**
 * What is counted. The order is that of the bits in {@link Tally}'s bytes: append only.
 *
 * <p>Up to {@link #POINTS} of videos, channels and queries as well as of all together; from {@link
 * #EVENTS} on of all together only.
 */
enum Metric {
  IMPRESSIONS,
  CLICKS,
  VIEWS,
  WATCH_MS,
  LIKES,
  SHARES,
  HIDES,
  REPORTS,
  SEARCHES,
  /** Of a video: what viewers think it worth to others; see {@link Signal}. */
  POINTS,

  EVENTS,
  /** Events that came again. */
  REPEATS,
  /** Views of videos whose length is known. */
  TIMED_VIEWS,
  /** Those of them that reached nine tenths of the video. */
  COMPLETIONS,
  SESSIONS,
  /** Sessions in which a viewer found something. */
  SUCCESSES,
  /** Searches out of whose answer a video was chosen. */
  CLICKED_SEARCHES,
  /** From those searches to the first choice, milliseconds in all. */
  FIRST_CLICK_MS,
  // Those searches by how long that took, up to 1, 2, 4, 8, 16, 32, 64 s, and longer.
  FIRST_CLICK_1,
  FIRST_CLICK_2,
  FIRST_CLICK_4,
  FIRST_CLICK_8,
  FIRST_CLICK_16,
  FIRST_CLICK_32,
  FIRST_CLICK_64,
  FIRST_CLICK_LONGER;

  static final int COUNT = values().length;
  static final int FIRST_CLICK_CLASSES = 8;
}
