/** Background work: decoding files into key frames, and embedding. */
@NullMarked
package io.kinora.verticles.media;

import org.jspecify.annotations.NullMarked;
