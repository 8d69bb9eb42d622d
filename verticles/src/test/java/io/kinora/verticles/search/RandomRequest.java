package io.kinora.verticles.search;

import io.kinora.search.FusionChoice;
import io.kinora.search.Mode;
import io.kinora.search.QueryVector;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchRequest.Collapse;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A valid request made up by chance; what a test is about is then set. */
final class RandomRequest {

  static final List<String> FACETS =
      List.of("channel", "tag", "language", "category", "license", "duration_s", "published_at");

  private static final List<String> FILTERS =
      List.of(
          "language:en",
          "channel:channel1",
          "(channel:channel1 OR channel:channel2) AND language:en",
          "(channel:channel1 AND (tag:all AND views:>=200))",
          "NOT channel:channel3 AND duration_s:[60 TO 2000]",
          "published_at:>=2026-01-08 AND NOT tag:tag0",
          "channel:channel0 OR language:de");

  String q;
  Mode mode;
  int limit = 100;
  String cursor;
  Filter filter;
  List<String> facets = List.of();
  Sort sort;
  QueryVector vector;
  FusionChoice fusion;
  Collapse collapse;
  boolean explain;
  List<String> fields = List.of("id");
  List<String> disjunctive = List.of();
  double diversity;
  Integer maxPerChannel;

  RandomRequest(Random random) {
    q = random.nextInt(4) == 0 ? "" : ShardsInPlace.words(random, 1 + random.nextInt(3));
    vector =
        random.nextBoolean()
            ? null
            : new QueryVector(
                QueryVector.Field.values()[random.nextInt(3)], ShardsInPlace.vector(random));
    mode = mode(random);
    filter =
        random.nextBoolean()
            ? Filter.ALL
            : FilterParser.parse(FILTERS.get(random.nextInt(FILTERS.size())));
    sort = random.nextInt(3) > 0 ? Sort.RELEVANCE : Sort.values()[1 + random.nextInt(2)];
    fusion = random.nextBoolean() ? null : fusion(random);
    collapse = Collapse.values()[random.nextInt(Collapse.values().length)];
    diversity = random.nextBoolean() ? 0 : random.nextInt(11) / 10.0;
    maxPerChannel = random.nextInt(3) > 0 ? null : 1 + random.nextInt(4);
  }

  private Mode mode(Random random) {
    if (vector == null) {
      return random.nextBoolean() ? Mode.TEXT : Mode.HYBRID;
    }
    return random.nextBoolean()
        ? Mode.HYBRID
        : vector.field() == QueryVector.Field.TEXT ? Mode.SEMANTIC : Mode.VISUAL;
  }

  private static FusionChoice fusion(Random random) {
    Map<Retriever, Double> weights = new EnumMap<>(Retriever.class);
    for (Retriever retriever : Retriever.values()) {
      if (random.nextBoolean()) {
        weights.put(retriever, random.nextInt(5) / 2.0);
      }
    }
    FusionChoice.Method[] methods = FusionChoice.Method.values();
    return new FusionChoice(methods[random.nextInt(methods.length)], weights);
  }

  /** Some of the facets, some of them disjunctive. */
  RandomRequest counting(Random random) {
    List<String> some = new ArrayList<>(FACETS);
    some.removeIf(facet -> random.nextInt(3) == 0);
    facets = List.copyOf(some);
    some.removeIf(facet -> random.nextBoolean());
    disjunctive = List.copyOf(some);
    return this;
  }

  /** Every video that matches is a hit. */
  RandomRequest withoutRules() {
    collapse = Collapse.NONE;
    maxPerChannel = null;
    return this;
  }

  RandomRequest at(String next) {
    cursor = next;
    return this;
  }

  RandomRequest pagesOf(int size) {
    limit = size;
    return this;
  }

  SearchRequest get() {
    return new SearchRequest(
        q,
        mode,
        limit,
        cursor,
        filter,
        facets,
        sort,
        vector,
        null,
        fusion,
        collapse,
        5000,
        explain,
        fields,
        disjunctive,
        diversity,
        maxPerChannel,
        SearchRequest.Help.AUTO,
        null);
  }

  @Override
  public String toString() {
    return get().toString();
  }
}
