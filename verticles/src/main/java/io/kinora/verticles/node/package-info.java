/** A node: which parts it starts, in which order, and how it stops. */
@NullMarked
package io.kinora.verticles.node;

import org.jspecify.annotations.NullMarked;
