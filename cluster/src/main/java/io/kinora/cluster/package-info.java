/** What nodes share: the event log, the Hazelcast member and which node serves which shard. */
@NullMarked
package io.kinora.cluster;

import org.jspecify.annotations.NullMarked;
