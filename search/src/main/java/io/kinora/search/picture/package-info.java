/** Finding the frame that a picture is a part of. */
@NullMarked
package io.kinora.search.picture;

import org.jspecify.annotations.NullMarked;
