/** The Kafka broker inside the process, for nodes that are given no address of an outside one. */
@NullMarked
package io.kinora.cluster.kafka;

import org.jspecify.annotations.NullMarked;
