package io.kinora.indexing.shard;

/**
 * The size of a shard as searches see it.
 *
 * @param tombstones deleted videos that are remembered
 * @param replaced documents that are no longer true and wait to be merged away
 * @param bytes on disk
 * @param outsideSpace vectors left out since the shard was opened because they do not fit its
 *     spaces
 */
public record ShardStats(
    int videos,
    int frames,
    int tombstones,
    int replaced,
    int segments,
    long bytes,
    long outsideSpace) {}
