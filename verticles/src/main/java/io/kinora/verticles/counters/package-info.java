/**
 * What viewers did, counted: kept up on a node for searches, suggestions, trending and operators.
 */
@NullMarked
package io.kinora.verticles.counters;

import org.jspecify.annotations.NullMarked;
