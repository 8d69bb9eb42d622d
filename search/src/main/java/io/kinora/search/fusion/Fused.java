package io.kinora.search.fusion;

import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with the one score that fusion gave it.
 *
 * @param explanation how the score came to be, or null unless asked for
 */
public record Fused(Candidate candidate, double score, @Nullable Explanation explanation) {}
