package io.kinora.catalog.postgres;

/** How many jobs of a stage are in which state. */
public record JobCounts(long queued, long running, long failed) {

  public static final JobCounts NONE = new JobCounts(0, 0, 0);
}
