/** Benchmarks and load generators. */
@NullMarked
package io.kinora.bench;

import org.jspecify.annotations.NullMarked;
