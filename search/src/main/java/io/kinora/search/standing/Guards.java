package io.kinora.search.standing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * By which terms a query can be found from a document that it matches. Of what must hold together
 * any part will do; of alternatives, all are needed; what is not said in terms tells nothing.
 */
final class Guards {

  private Guards() {}

  /**
   * Alternatives to choose from: sets of terms, of each of which every matching document has at
   * least one. Empty if there is none.
   */
  static List<Set<Term>> of(Query query) {
    return switch (query) {
      case TermQuery term -> List.of(Set.of(term.getTerm()));
      case BoostQuery boosted -> of(boosted.getQuery());
      case PhraseQuery phrase -> each(phrase.getTerms());
      case BooleanQuery all -> of(all);
      default -> List.of();
    };
  }

  private static List<Set<Term>> each(Term[] terms) {
    return Arrays.stream(terms).distinct().map(Set::of).toList();
  }

  private static List<Set<Term>> of(BooleanQuery query) {
    List<Set<Term>> guards = new ArrayList<>();
    List<Query> either = new ArrayList<>();
    for (BooleanClause clause : query.clauses()) {
      if (clause.isRequired()) {
        guards.addAll(of(clause.query()));
      } else if (clause.occur() == Occur.SHOULD) {
        either.add(clause.query());
      }
    }
    boolean oneNeeded = query.getMinimumNumberShouldMatch() > 0 || !hasRequired(query);
    if (oneNeeded && !either.isEmpty()) {
      Set<Term> union = union(either);
      if (!union.isEmpty()) {
        guards.add(union);
      }
    }
    return guards;
  }

  private static boolean hasRequired(BooleanQuery query) {
    return query.clauses().stream().anyMatch(BooleanClause::isRequired);
  }

  /** The smallest guard of each; empty if one of them has none. */
  private static Set<Term> union(List<Query> either) {
    Set<Term> union = new HashSet<>();
    for (Query query : either) {
      Set<Term> smallest = null;
      for (Set<Term> guard : of(query)) {
        if (smallest == null || guard.size() < smallest.size()) {
          smallest = guard;
        }
      }
      if (smallest == null) {
        return Set.of();
      }
      union.addAll(smallest);
    }
    return union;
  }
}
