/** A shard on this node: the thread that feeds it and the addresses it answers on. */
@NullMarked
package io.kinora.verticles.shard;

import org.jspecify.annotations.NullMarked;
