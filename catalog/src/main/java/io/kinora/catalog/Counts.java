package io.kinora.catalog;

/**
 * What was counted in a window. Never negative.
 *
 * @param impressions how often shown in a list
 * @param clicks how often chosen out of an answer
 * @param views playbacks begun
 * @param watchMs played in all, milliseconds
 * @param likes given less those taken back
 * @param shares passed on
 * @param hides wished away
 * @param reports reported as improper
 * @param searches how often asked for; of queries only
 */
public record Counts(
    long impressions,
    long clicks,
    long views,
    long watchMs,
    long likes,
    long shares,
    long hides,
    long reports,
    long searches) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
