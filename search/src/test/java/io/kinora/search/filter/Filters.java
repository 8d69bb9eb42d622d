package io.kinora.search.filter;

import io.kinora.search.filter.Filter.And;
import io.kinora.search.filter.Filter.Is;
import io.kinora.search.filter.Filter.Not;
import io.kinora.search.filter.Filter.Or;
import io.kinora.search.filter.Filter.Range;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random filters, as the parser could have made them. */
public final class Filters {

  private static final List<FilterField> KEYWORDS =
      List.of(FilterField.CHANNEL, FilterField.TAG, FilterField.LANGUAGE, FilterField.ID);
  private static final List<FilterField> NUMBERS =
      List.of(FilterField.VIEWS, FilterField.LIKES, FilterField.DURATION_S);

  private Filters() {}

  /**
   * @param values that keywords may have
   * @param most greatest number in a bound
   */
  public static Arbitrary<Filter> any(Arbitrary<String> values, int most) {
    return nested(values, most, 3);
  }

  private static Arbitrary<Filter> nested(Arbitrary<String> values, int most, int depth) {
    Arbitrary<Filter> leaf = leaf(values, most);
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Filter> part = nested(values, most, depth - 1);
    return Arbitraries.oneOf(
        leaf,
        part.map(Not::new),
        part.list().ofMinSize(2).ofMaxSize(3).map(And::new),
        part.list().ofMinSize(2).ofMaxSize(3).map(Or::new));
  }

  private static Arbitrary<Filter> leaf(Arbitrary<String> values, int most) {
    Arbitrary<Double> number =
        Arbitraries.integers().between(0, most * 2).map(halves -> halves / 2.0);
    Arbitrary<Double> moment = Arbitraries.integers().between(0, most).map(Integer::doubleValue);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of(KEYWORDS), values).as(Is::new),
        range(Arbitraries.of(NUMBERS), number),
        range(Arbitraries.just(FilterField.PUBLISHED_AT), moment));
  }

  /** An open bound is written as inclusive or exclusive alike; the parser reads it as inclusive. */
  private static Arbitrary<Filter> range(Arbitrary<FilterField> field, Arbitrary<Double> bound) {
    Arbitrary<Boolean> inclusive = Arbitraries.of(true, false);
    return Combinators.combine(
            field, bound.injectNull(0.2), inclusive, bound.injectNull(0.2), inclusive)
        .as(
            (f, low, lowInclusive, high, highInclusive) ->
                new Range(
                    f, low, low == null || lowInclusive, high, high == null || highInclusive));
  }
}
