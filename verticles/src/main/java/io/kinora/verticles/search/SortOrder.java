package io.kinora.verticles.search;

import io.kinora.search.Candidate;
import io.kinora.search.ShardQuery.SortPosition;
import io.kinora.search.Sort;
import java.util.Comparator;

/** The order of hits that are sorted by a field: greatest first, equals by id. */
final class SortOrder {

  private SortOrder() {}

  static long value(Sort sort, Candidate candidate) {
    return switch (sort) {
      case NEWEST -> candidate.publishedAtMs();
      case MOST_VIEWED -> candidate.views();
      case RELEVANCE -> throw new IllegalArgumentException("relevance is no field");
    };
  }

  /** Where a list goes on after a candidate. */
  static SortPosition position(Sort sort, Candidate last) {
    return new SortPosition(value(sort, last), last.id());
  }

  static Comparator<Candidate> of(Sort sort) {
    return Comparator.comparingLong((Candidate candidate) -> value(sort, candidate))
        .reversed()
        .thenComparing(Candidate::id);
  }
}
