/**
 * The event log: its topics, how records are appended and read, and which shard a video belongs to.
 */
@NullMarked
package io.kinora.cluster.log;

import org.jspecify.annotations.NullMarked;
