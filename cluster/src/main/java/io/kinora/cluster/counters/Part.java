package io.kinora.cluster.counters;

/** What is kept of a bucket. */
enum Part {
  /** A {@link Tally}. */
  TALLY,
  /** A {@link ViewerSketch}. */
  VIEWERS;

  static Part of(int ordinal) {
    return switch (ordinal) {
      case 0 -> TALLY;
      case 1 -> VIEWERS;
      default -> throw new IllegalArgumentException("no part " + ordinal);
    };
  }
}
