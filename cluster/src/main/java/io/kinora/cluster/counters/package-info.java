/** The stream job that counts what viewers did, and the view of its counts that readers hold. */
@NullMarked
package io.kinora.cluster.counters;

import org.jspecify.annotations.NullMarked;
