package io.kinora.indexing.shard;

/**
 * How far a view has read its partition of the log.
 *
 * @param log identity of the log; a position in one log means nothing in another
 * @param next offset of the first record not yet in the view
 */
public record LogPosition(String log, long next) {}
