/** From candidates to an ordered page: features and the ranker that weighs them. */
@NullMarked
package io.kinora.ranking;

import org.jspecify.annotations.NullMarked;
