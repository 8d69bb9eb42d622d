/** Drills: faults put on a running cluster under load, and what its users notice. */
@NullMarked
package io.kinora.bench.drill;

import org.jspecify.annotations.NullMarked;
