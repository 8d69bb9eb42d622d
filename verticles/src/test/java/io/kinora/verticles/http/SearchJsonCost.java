package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.search.Hit;
import io.kinora.search.SearchResponse;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.http.json.SearchRequestJson;
import io.kinora.verticles.http.json.SearchResponseJson;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Shape;
import io.kinora.verticles.http.openapi.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Prints what the JSON of one search costs: reading and checking a request with a vector of 384
 * numbers, writing an answer of 20 hits. Not a test; run its main.
 */
final class SearchJsonCost {

  private static final int ROUNDS = 20_000;

  private SearchJsonCost() {}

  public static void main(String[] args) {
    Shape shape = ApiDocument.load().shape("SearchRequest");
    SearchRequestJson requests = new SearchRequestJson(text -> Filter.ALL);
    byte[] body = request().getBytes(StandardCharsets.UTF_8);
    byte[] words =
        "{\"q\": \"cars on a highway\", \"mode\": \"hybrid\", \"limit\": 20}"
            .getBytes(StandardCharsets.UTF_8);
    JsonNode tree = StrictJson.parse(body);
    SearchResponse one = TestApi.ANSWER;
    List<Hit> hits = Collections.nCopies(20, one.hits().getFirst());
    SearchResponse answer =
        new SearchResponse(
            one.understood(), hits, one.facets(), 41, false, "x", 1, one.stages(), List.of(), "q");
    for (int i = 0; i < 3; i++) {
      measure("parse a vector", () -> StrictJson.parse(body).size());
      measure("check a vector", () -> shape.check(tree).size());
      measure(
          "parse, check, read a vector",
          () -> requests.read(shape.check(StrictJson.parse(body))).limit());
      measure(
          "parse, check, read words",
          () -> requests.read(shape.check(StrictJson.parse(words))).limit());
      measure("write 20 hits", () -> SearchResponseJson.write(answer, List.of()).length());
    }
  }

  private static String request() {
    Random random = new Random(7);
    String values =
        random
            .doubles(384, -1, 1)
            .mapToObj(value -> Float.toString((float) value))
            .collect(Collectors.joining(", "));
    return "{\"q\": \"cars\", \"vector\": {\"field\": \"frame\", \"values\": [" + values + "]}}";
  }

  private static void measure(String what, IntSupplier work) {
    long[] nanos = new long[ROUNDS];
    int sum = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      sum += work.getAsInt();
      nanos[i] = System.nanoTime() - start;
    }
    java.util.Arrays.sort(nanos);
    System.out.printf(
        "%-30s p50 %6.1f us  p90 %6.1f us (%d)%n",
        what, nanos[ROUNDS / 2] / 1e3, nanos[ROUNDS * 9 / 10] / 1e3, sum);
  }
}
