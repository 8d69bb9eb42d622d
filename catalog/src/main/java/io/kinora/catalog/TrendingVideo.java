package io.kinora.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A video in the list of what is trending.
 *
 * @param rank from 1
 * @param previousRank in the list before this one, null if it was not in it
 * @param score decayed sum of viewers' points; above 0, comparable within one list
 */
public record TrendingVideo(String id, int rank, @Nullable Integer previousRank, double score) {}
