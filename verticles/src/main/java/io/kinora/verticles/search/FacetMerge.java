package io.kinora.verticles.search;

import io.kinora.search.ShardAnswer;
import io.kinora.search.filter.FilterField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What shards counted, added up: the most frequent values of a field first, equals by value; ranges
 * in their own order.
 *
 * @param atLeast the fields whose counts may be too low: a shard is missing or had no time, or one
 *     of several tells only its most frequent values
 */
record FacetMerge(Map<String, Map<String, Long>> counts, List<String> atLeast) {

  /** Values shown a field. */
  static final int MOST_VALUES = 50;

  private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  /**
   * @param fields in the order asked for
   * @param whole every shard answered
   */
  static FacetMerge of(List<String> fields, List<ShardAnswer> answers, boolean whole) {
    Map<String, Map<String, Long>> counts = LinkedHashMap.newLinkedHashMap(fields.size());
    List<String> atLeast = new ArrayList<>();
    for (String field : fields) {
      Map<String, Long> sums = new LinkedHashMap<>();
      boolean exact = whole;
      for (ShardAnswer answer : answers) {
        Map<String, Long> its = answer.facets().get(field);
        if (its != null) {
          its.forEach((value, count) -> sums.merge(value, count, Long::sum));
        }
        boolean cut = answers.size() > 1 && answer.facetsCut().contains(field);
        exact &= its != null && !cut && !answer.facetsAtLeast().contains(field);
      }
      counts.put(field, inRanges(field) ? sums : mostFrequent(sums));
      if (!exact && !atLeast.contains(field)) {
        atLeast.add(field);
      }
    }
    return new FacetMerge(counts, atLeast);
  }

  private static boolean inRanges(String field) {
    return FilterField.valueOf(field.toUpperCase(Locale.ROOT)).kind() != FilterField.Kind.KEYWORD;
  }

  private static Map<String, Long> mostFrequent(Map<String, Long> sums) {
    Map<String, Long> ordered = new LinkedHashMap<>();
    sums.entrySet().stream()
        .sorted(MOST_FREQUENT_FIRST)
        .limit(MOST_VALUES)
        .forEach(each -> ordered.put(each.getKey(), each.getValue()));
    return ordered;
  }
}
