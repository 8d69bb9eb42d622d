/**
 * Merging what retrievers brought into one score: a class a method, each of which explains itself.
 */
@NullMarked
package io.kinora.search.fusion;

import org.jspecify.annotations.NullMarked;
