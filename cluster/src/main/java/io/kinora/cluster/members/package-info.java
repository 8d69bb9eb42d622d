/** The Hazelcast member of a node, and which members serve which shard. */
@NullMarked
package io.kinora.cluster.members;

import org.jspecify.annotations.NullMarked;
