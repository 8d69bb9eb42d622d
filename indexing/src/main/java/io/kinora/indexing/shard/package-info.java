/** A Lucene shard: what a video is in the index, and how it is written. */
@NullMarked
package io.kinora.indexing.shard;

import org.jspecify.annotations.NullMarked;
