/** Something -> vector: the encoders and the model files that describe them. */
@NullMarked
package io.kinora.indexing.encode;

import org.jspecify.annotations.NullMarked;
