package io.kinora.catalog;

/**
 * Somebody who watches, as the log knows them.
 *
 * @param pseudonym random
 * @param key with which what they do is sealed
 */
public record Viewer(String pseudonym, ViewerKey key) {}
