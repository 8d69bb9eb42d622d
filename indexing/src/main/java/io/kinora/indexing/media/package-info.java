/** Media -> key frames: decoding with FFmpeg, bounded in time and memory. */
@NullMarked
package io.kinora.indexing.media;

import org.jspecify.annotations.NullMarked;
