/** Where files lie: uploads, thumbnails, pixels waiting to be embedded. */
@NullMarked
package io.kinora.indexing.objects;

import org.jspecify.annotations.NullMarked;
