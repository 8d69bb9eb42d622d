package io.kinora.search.standing;

import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * A query that waits: it fits a video that is admitted and either has all of its words or is near.
 * With neither words nor a nearness, admission is all.
 *
 * @param key the same for the same question, on any node and after any restart
 * @param admission what a video must be in any case
 * @param words all of them, or null
 * @param nearness or null
 * @param guards sets of terms; of each set, a video that fits without being near has at least one.
 *     Empty: nothing can be told from terms
 */
public record StandingQuery(
    String key,
    Query admission,
    @Nullable Query words,
    @Nullable Nearness nearness,
    List<Set<Term>> guards) {

  public StandingQuery {
    guards = List.copyOf(guards);
  }

  /** Whether it fits some videos that are not near. */
  boolean byTerms() {
    return words != null || nearness == null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StandingQuery that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return "StandingQuery[" + key.replace('\n', ' ') + "]";
  }
}
