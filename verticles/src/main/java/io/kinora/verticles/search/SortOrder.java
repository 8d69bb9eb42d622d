package io.kinora.verticles.search;

import io.kinora.search.Candidate;
import io.kinora.search.Sort;
import java.util.Comparator;

/** The order of hits that are sorted by a field: greatest first, equals by id. */
final class SortOrder {

  private SortOrder() {}

  /** The field, as people know it. */
  static String field(Sort sort) {
    return switch (sort) {
      case NEWEST -> "published_at, milliseconds since 1970";
      case MOST_VIEWED -> "views";
      case RELEVANCE -> throw new IllegalArgumentException("relevance is no field");
    };
  }

  static long value(Sort sort, Candidate candidate) {
    return switch (sort) {
      case NEWEST -> candidate.publishedAtMs();
      case MOST_VIEWED -> candidate.views();
      case RELEVANCE -> throw new IllegalArgumentException("relevance is no field");
    };
  }

  static Comparator<Candidate> of(Sort sort) {
    return Comparator.comparingLong((Candidate candidate) -> value(sort, candidate))
        .reversed()
        .thenComparing(Candidate::id);
  }
}
