package io.kinora.verticles.roster;

/**
 * A replica as its node tells of it.
 *
 * @param generation number of the build of the index that it is of
 * @param behind log records not yet applied, -1 if unknown
 * @param shown offset in the log up to which searches see it, -1 if unknown
 * @param videos that searches see
 * @param frames that searches see
 * @param bytes on disk
 * @param trouble what is wrong, empty if nothing
 */
public record ReplicaCard(
    int generation,
    int shard,
    ReplicaState state,
    long behind,
    long shown,
    int videos,
    int frames,
    long bytes,
    String trouble) {}
