/** Re-rankers: list-wise rules on a ranked page, a class each. */
@NullMarked
package io.kinora.ranking.rerank;

import org.jspecify.annotations.NullMarked;
