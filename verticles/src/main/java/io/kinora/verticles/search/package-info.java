/** The read path: one file tells the whole request, the rest are its parts. */
@NullMarked
package io.kinora.verticles.search;

import org.jspecify.annotations.NullMarked;
