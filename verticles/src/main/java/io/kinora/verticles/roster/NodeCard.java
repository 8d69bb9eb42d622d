package io.kinora.verticles.roster;

import io.kinora.verticles.live.LiveCard;
import java.util.List;

/**
 * A node as it tells of itself.
 *
 * @param id the same after a restart
 * @param url where it answers HTTP, empty if it does not
 * @param roles in lower case
 * @param startedMs epoch milliseconds
 */
public record NodeCard(
    String id,
    String url,
    List<String> roles,
    String version,
    long startedMs,
    List<ReplicaCard> replicas,
    List<GenerationCard> generations,
    LiveCard live) {}
