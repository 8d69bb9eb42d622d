package io.kinora.search.understand;

/**
 * What kind of videos a query is after.
 *
 * @param confidence 0 to 1
 */
public record Category(String name, double confidence) {}
