/** Kinora beside what a user would pick instead: same data, same queries, same machine, one run. */
@NullMarked
package io.kinora.bench.peers;

import org.jspecify.annotations.NullMarked;
