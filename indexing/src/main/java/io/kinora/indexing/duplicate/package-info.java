/**
 * Whether two videos show the same: fingerprints of what is seen, and their alignment in time.
 * Plain numbers; nothing here reads a file or a database.
 */
@NullMarked
package io.kinora.indexing.duplicate;

import org.jspecify.annotations.NullMarked;
