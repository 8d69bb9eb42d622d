package io.kinora.catalog.postgres;

/**
 * What a file shows, as the catalogue keeps it: it stores and finds, and leaves comparing to
 * others.
 *
 * @param frames opaque here
 * @param terms by which others find it, distinct; empty: nothing to be found by
 */
public record KeptFingerprint(byte[] frames, int[] terms) {}
