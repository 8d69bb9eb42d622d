package io.kinora.catalog.postgres;

import io.kinora.catalog.Derived;
import java.util.function.UnaryOperator;

/**
 * A finished job.
 *
 * @param change what the work adds to what is known of the video now; may be asked more than once
 */
public record Completion(Job job, UnaryOperator<Derived> change) {}
