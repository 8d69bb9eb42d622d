package io.kinora.verticles;

import io.kinora.catalog.Counters;
import io.kinora.catalog.Trending;

/**
 * What the API tells of what viewers do.
 *
 * @param hits shows what is trending
 */
public record Popularity(
    Counters counters, Trending trending, HitService hits, OnlineMetrics metrics) {}
