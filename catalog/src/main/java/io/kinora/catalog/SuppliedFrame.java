package io.kinora.catalog;

/**
 * A frame vector that the publisher computed.
 *
 * @param timestampMs position in the video, milliseconds, not negative
 */
public record SuppliedFrame(long timestampMs, Vector vector) {}
