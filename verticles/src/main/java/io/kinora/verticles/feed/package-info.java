/** A viewer's home feed: what those they follow have published, what is trending, what is new. */
@NullMarked
package io.kinora.verticles.feed;

import org.jspecify.annotations.NullMarked;
