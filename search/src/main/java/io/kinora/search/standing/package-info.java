/**
 * Search the other way round: queries stand and wait for videos. Each new video is held against
 * those that could fit it, found by one of their terms, and not against all.
 */
@NullMarked
package io.kinora.search.standing;

import org.jspecify.annotations.NullMarked;
