package io.kinora.search.shard;

/**
 * A frame and how well it fits a query.
 *
 * @param score as the retriever {@code frame} has it, -1 to 1
 */
public record FrameMoment(long timestampMs, float score) {}
