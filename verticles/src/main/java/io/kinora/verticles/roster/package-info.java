/** What the nodes of a cluster tell each other of themselves, and whom to ask for a shard. */
@NullMarked
package io.kinora.verticles.roster;

import org.jspecify.annotations.NullMarked;
