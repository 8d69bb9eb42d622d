package io.kinora.catalog.postgres;

import io.kinora.catalog.Derived;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A finished job.
 *
 * @param change what the work adds to what is known of the video now; may be asked more than once
 * @param fingerprint of the file that was decoded; null if the work was another
 */
public record Completion(
    Job job, UnaryOperator<Derived> change, @Nullable KeptFingerprint fingerprint) {

  public Completion(Job job, UnaryOperator<Derived> change) {
    this(job, change, null);
  }
}
