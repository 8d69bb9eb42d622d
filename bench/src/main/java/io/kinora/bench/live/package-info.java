/** The live feed under load: many sockets on one selector, and what they measure. */
@NullMarked
package io.kinora.bench.live;

import org.jspecify.annotations.NullMarked;
