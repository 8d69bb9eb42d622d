/** Pictures that anyone sends: what they are is told by their bytes, and nothing is believed. */
@NullMarked
package io.kinora.indexing.picture;

import org.jspecify.annotations.NullMarked;
