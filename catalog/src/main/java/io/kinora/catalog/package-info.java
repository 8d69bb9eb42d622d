/**
 * The nouns of the house: what a video, a frame and a vector are, and which values they may take.
 */
@NullMarked
package io.kinora.catalog;

import org.jspecify.annotations.NullMarked;
