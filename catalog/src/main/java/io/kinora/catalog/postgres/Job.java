package io.kinora.catalog.postgres;

import io.kinora.catalog.Stage;
import io.kinora.catalog.Video;
import java.util.UUID;

/**
 * Work that one worker has claimed.
 *
 * @param lease proves the claim; void once it ran out and another worker claimed the job, or once
 *     there is something else to work on
 * @param attempts how often the job was claimed, this time included
 * @param video as it was when the job was claimed
 */
public record Job(String videoId, Stage stage, UUID lease, int attempts, Video video) {}
