package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.http.TestApi.Answer;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Shape;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Bad input is refused with the field, the value and what is allowed")
final class BadInputTest {

  private static final Shape PROBLEM = ApiDocument.load().shape("Problem");

  @TempDir static Path folder;
  private static TestApi api;

  @BeforeAll
  static void start() {
    api =
        TestApi.start(
            folder, http -> http.withLimits(http.limits().withBytes(64 << 10, 64 << 10, 64 << 10)));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void nothing_got_through() {
    assertThat(api.searches).isEmpty();
    assertThat(api.catalogue.batches).isEmpty();
  }

  private static Arguments bad(String body, String field, String... told) {
    return Arguments.of(body, field, told);
  }

  static Stream<Arguments> badSearches() {
    String q513 = "q".repeat(513);
    return Stream.of(
        bad("", "", "empty"),
        bad("{\"\": 1}", "\"\"", "\"\" is not known here", "q, mode"),
        bad("{", "", "not JSON at line 1"),
        bad("[]", "", "an array of 0", "an object with q, mode"),
        bad("null", "", "null", "an object"),
        bad("\"q\"", "", "\"q\"", "an object"),
        bad("{\"q\": \"a\"} {}", "", "more follows"),
        bad("{\"q\": 'a'}", "q", "not JSON at line 1, column 8"),
        bad("{\"q\": \"a\", \"q\": \"b\"}", "q", "Duplicate field 'q'"),
        bad("{\"q\": \"a\",}", "q", "not JSON"),
        bad("{\"q\": 7}", "q", "q is 7", "up to 512 characters"),
        bad("{\"q\": null}", "q", "q is null", "up to 512 characters"),
        bad("{\"q\": \"" + q513 + "\"}", "q", "513 characters", "up to 512 characters"),
        bad("{\"q\": \"a\\u0000b\"}", "q", "a\\u0000b", "no control characters"),
        bad("{\"q\": \"a\\u001b[31m\"}", "q", "no control characters"),
        bad("{\"q\": \"a\u0001b\"}", "q", "not JSON", "CTRL-CHAR"),
        bad("{\"q\": \"\\ud800\"}", "q", "no control characters"),
        bad("{\"mode\": 1e999}", "mode", "beyond the range"),
        bad("{\"mode\": \"psychic\"}", "mode", "\"psychic\"", "hybrid, text, semantic, visual"),
        bad("{\"limit\": 0}", "limit", "limit is 0", "a whole number from 1 to 100"),
        bad("{\"limit\": 101}", "limit", "limit is 101", "1 to 100"),
        bad("{\"limit\": \"5\"}", "limit", "limit is \"5\"", "1 to 100"),
        bad("{\"limit\": 2.5}", "limit", "limit is 2.5", "1 to 100"),
        bad("{\"limit\": 1e400}", "limit", "beyond the range"),
        bad("{\"limit\": 99999999999999999999}", "limit", "99999999999999999999", "1 to 100"),
        bad("{\"limit\": NaN}", "limit", "NaN", "finite"),
        bad("{\"limit\": -Infinity}", "limit", "-Infinity", "finite"),
        bad("{\"limit\": 0x10}", "limit", "not JSON"),
        bad("{\"deadline_ms\": 9}", "deadline_ms", "9", "10 to 5000"),
        bad("{\"deadline_ms\": 5001}", "deadline_ms", "5001", "10 to 5000"),
        bad("{\"explain\": \"yes\"}", "explain", "\"yes\"", "true or false"),
        bad("{\"colour\": 1}", "colour", "colour is not known here", "q, mode, limit"),
        bad("{\"#q\": 1}", "#q", "not known here"),
        bad("{\"sort\": \"random\"}", "sort", "relevance, newest, most_viewed"),
        bad("{\"collapse\": \"tag\"}", "collapse", "duplicates, channel, none"),
        bad("{\"disjunctive\": [\"views\"]}", "disjunctive[0]", "\"views\"", "channel, tag"),
        bad("{\"diversity\": 1.01}", "diversity", "1.01", "0 to 1"),
        bad("{\"diversity\": -0.1}", "diversity", "-0.1", "0 to 1"),
        bad("{\"diversity\": \"much\"}", "diversity", "\"much\"", "0 to 1"),
        bad("{\"max_per_channel\": 0}", "max_per_channel", "0", "1 to 100"),
        bad("{\"max_per_channel\": 101}", "max_per_channel", "101", "1 to 100"),
        bad("{\"max_per_channel\": null}", "max_per_channel", "null", "1 to 100"),
        bad("{\"facets\": [\"colour\"]}", "facets[0]", "\"colour\"", "channel, tag"),
        bad("{\"facets\": \"tag\"}", "facets", "\"tag\"", "an array"),
        bad("{\"fields\": [\"id\", 5]}", "fields[1]", "5", "id, title"),
        bad("{\"lang\": \"not a tag\"}", "lang", "\"not a tag\"", "BCP 47"),
        bad("{\"lang\": \"" + "a-".repeat(20_000) + "a\"}", "lang", "40001 characters"),
        bad("{\"cursor\": \"../x\"}", "cursor", "\"../x\"", "next_cursor"),
        bad("{\"filter\": \"channel:!\"}", "filter", "at position 8", "expected a value"),
        bad("{\"filter\": \"\"}", "filter", "0 characters", "1 to 2000"),
        bad("{\"fusion\": {}}", "fusion.method", "missing", "weighted, rrf"),
        bad(
            "{\"fusion\": {\"method\": \"rrf\", \"weights\": {\"lexical\": 101}}}",
            "fusion.weights.lexical",
            "101",
            "0 to 100"),
        bad(
            "{\"fusion\": {\"method\": \"rrf\", \"weights\": {\"smell\": 1}}}",
            "fusion.weights.smell",
            "lexical, semantic, frame, video"),
        bad("{\"vector\": {\"field\": \"text\"}}", "vector.values", "missing"),
        bad(vector("smell", "1"), "vector.field", "text, video, frame"),
        bad(vector("text", ""), "vector.values", "0 items", "1 to 4096 items"),
        bad(vector("text", "0, 0"), "vector.values", "all zeros"),
        bad(vector("text", "1, \"2\""), "vector.values[1]", "\"2\"", "a number"),
        bad(vector("text", "1, null"), "vector.values[1]", "null"),
        bad(vector("text", "1, NaN"), "vector.values[1]", "NaN", "finite"),
        bad(vector("text", "1, 1e39"), "vector.values[1]", "Infinity", "finite"),
        bad(vector("text", "1, [2]"), "vector.values[1]", "[2]"),
        bad(
            vector("text", String.join(",", Collections.nCopies(4097, "1"))),
            "vector.values",
            "4097 items",
            "1 to 4096"),
        bad("[".repeat(5_000), "[0]".repeat(32), "nesting"),
        bad("{\"q\": " + "9".repeat(200) + "}", "q", "not JSON"));
  }

  private static String vector(String field, String values) {
    return "{\"vector\": {\"field\": \"" + field + "\", \"values\": [" + values + "]}}";
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("badSearches")
  void a_bad_search_body(String body, String field, String[] told) {
    check(api.post("/v1/search", body), 400, field, told);
  }

  static Stream<Arguments> badQueries() {
    return Stream.of(
        bad("limit=500", "limit", "limit is 500", "a whole number from 1 to 100"),
        bad("limit=five", "limit", "\"five\"", "1 to 100"),
        bad("limit=", "limit", "\"\"", "1 to 100"),
        bad("limit=1&limit=2", "limit", "more than once"),
        bad("limit=05", "limit", "\"05\""),
        bad("explain=1", "explain", "\"1\"", "true or false"),
        bad("viewer=someone", "viewer", "not known here", "q, mode"),
        bad("diversity=2", "diversity", "0 to 1"),
        bad("max_per_channel=1.5", "max_per_channel", "1.5", "1 to 100"),
        bad("disjunctive=tag,id", "disjunctive[1]", "\"id\""),
        bad("facets=channel,colour", "facets[1]", "\"colour\""),
        bad("q=a%00b", "q", "no control characters"),
        bad("q=" + "%C3%A9".repeat(513), "q", "513 characters"),
        bad("filter=channel:x%20AND%20!", "filter", "at position 14"),
        bad("fusion=borda", "fusion", "weighted, rrf"),
        bad("vector=1", "vector", "not known here"));
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("badQueries")
  void a_bad_search_query(String query, String field, String[] told) {
    check(api.get("/v1/search?" + query), 400, field, told);
  }

  @Test
  void the_position_of_a_filters_fault_is_a_member_of_the_problem() {
    assertThat(api.get("/v1/search?filter=tag:!").json().get("position").asInt()).isEqualTo(4);
  }

  static Stream<Arguments> badVideos() {
    return Stream.of(
        bad("{}", "title", "title is missing", "1 to 300 characters"),
        bad("{\"title\": \"\"}", "title", "0 characters", "1 to 300"),
        bad("{\"title\": \" \"}", "title", "not blank"),
        bad("{\"title\": \"" + "t".repeat(301) + "\"}", "title", "301 characters", "1 to 300"),
        bad("{\"title\": \"a\\u0007\"}", "title", "U+0007 at position 1"),
        bad("{\"title\": \"a\\udc00\"}", "title", "surrogate"),
        bad("{\"title\": [\"a\"]}", "title", "[\"a\"]"),
        bad(with("\"description\": \"" + "d".repeat(5001) + "\""), "description", "5000"),
        bad(with("\"tags\": [\"a\", \"\"]"), "tags[1]", "1 to 100 characters"),
        bad(with("\"tags\": \"a\""), "tags", "an array"),
        bad(with("\"language\": \"en_US!\""), "language", "BCP 47"),
        bad(with("\"published_at\": \"yesterday\""), "published_at", "\"yesterday\"", "RFC 3339"),
        bad(with("\"published_at\": \"2026-02-30T00:00:00Z\""), "published_at", "RFC 3339"),
        bad(with("\"published_at\": 1767225600"), "published_at", "1767225600", "RFC 3339"),
        bad(with("\"duration_s\": -1"), "duration_s", "-1", "0 to 8640000"),
        bad(with("\"duration_s\": 1e300"), "duration_s", "0 to 8640000"),
        bad(with("\"views\": -1"), "views", "-1", "0 to 9007199254740991"),
        bad(with("\"views\": 1.5"), "views", "1.5"),
        bad(with("\"views\": 99999999999999999999"), "views", "9007199254740991"),
        bad(with("\"rating\": 5"), "rating", "not known here", "title, description"),
        bad(with("\"id\": \"other\""), "id", "\"other\"", "the id of the path"),
        bad(with("\"id\": \"../x\""), "id", "\"../x\""),
        bad(with("\"channel\": null"), "channel", "null"),
        bad(with("\"vectors\": {\"text\": [0]}"), "vectors.text", "all zeros"),
        bad(with("\"vectors\": {\"sound\": [1]}"), "vectors.sound", "text, video"),
        bad(with("\"frames\": [{\"timestamp_ms\": 0}]"), "frames[0].vector", "missing"),
        bad(
            with("\"frames\": [{\"timestamp_ms\": -5, \"vector\": [1]}]"),
            "frames[0].timestamp_ms",
            "-5",
            "0 to 8640000000"),
        bad(
            with(
                "\"frames\": [{\"timestamp_ms\": 5, \"vector\": [1]},"
                    + " {\"timestamp_ms\": 5, \"vector\": [1]}]"),
            "frames[1].timestamp_ms",
            "5",
            "ascending"));
  }

  private static String with(String member) {
    return "{\"title\": \"t\", " + member + "}";
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("badVideos")
  void a_bad_video(String body, String field, String[] told) {
    check(api.put("/v1/videos/a", body), 400, field, told);
  }

  static Stream<Arguments> badPatches() {
    return Stream.of(
        bad("{\"title\": null}", "title", "null", "1 to 300"),
        bad("{\"id\": \"b\"}", "id", "not known here"),
        bad("{\"views\": \"many\"}", "views", "\"many\"", "null"),
        bad("{\"channel\": \"\"}", "channel", "0 characters"),
        bad("{\"title\": \"  \"}", "title", "not blank"),
        bad("{\"vectors\": {\"text\": [1, NaN]}}", "vectors.text[1]", "NaN"));
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("badPatches")
  void a_bad_patch(String body, String field, String[] told) {
    check(api.json("PATCH", "/v1/videos/a", body), 400, field, told);
  }

  static Stream<Arguments> badPaths() {
    return Stream.of(
        bad("/v1/videos/..", "path", "a segment . or .."),
        bad("/v1/videos/../videos/a", "path", "a segment . or .."),
        bad("/v1/videos/%2e%2e", "path", "a segment . or .."),
        bad("/v1/videos/%2E./status", "path", "a segment . or .."),
        bad("/v1/videos/..%2f..%2fetc%2fpasswd", "path", "a segment . or .."),
        bad("/v1/videos/..%5cx", "path", "a segment . or .."),
        bad("/v1/videos/a%2fb", "id", "\"a/b\"", "not only dots"),
        bad("/v1/videos/...", "id", "\"...\"", "not only dots"),
        bad("/v1/videos/a%00", "id", "1 to 128 of"),
        bad("/v1/videos/a%20b", "id", "\"a b\""),
        bad("/v1/videos/%F0%9F%90%88", "id", "1 to 128 of"),
        bad("/v1/videos/" + "i".repeat(129), "id", "129 characters", "1 to 128 of"),
        bad("/v1/videos/a?colour=red", "colour", "not known here"),
        bad("/v1/about?colour=red", "colour", "not known here; allowed: nothing"),
        bad("/v1/thumbnails/..%2f..%2foperator.token", "path", "a segment . or .."),
        bad("/v1/thumbnails/a/../../operator.token", "path", "a segment . or .."),
        bad("/v1/thumbnails/%2e%2e/operator.token", "path", "a segment . or .."),
        bad("/v1/thumbnails/a/.../b", "key", "segments of"),
        bad("/v1/thumbnails/a%00.jpg", "key", "segments of"),
        bad("/v1/thumbnails/" + "a/".repeat(5_000) + "a", "key", "10001 characters"));
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("badPaths")
  void a_bad_path(String path, String field, String[] told) {
    check(api.get(path), 400, field, told);
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("badPaths")
  void a_page_file_outside_the_page(String path, String field, String[] told) {
    Answer answer = api.get(path.replaceFirst("/v1/(videos|thumbnails)", ""));

    assertThat(answer.status()).isIn(400, 404);
  }

  @ParameterizedTest
  @MethodSource("badVersions")
  void a_bad_if_match(String version) {
    check(
        api.delete("/v1/videos/a", "If-Match", version),
        400,
        "If-Match",
        "one version in quotes, e.g. \"3\"");
  }

  static Stream<String> badVersions() {
    return Stream.of("3", "W/\"3\"", "*", "\"0\"", "\"-1\"", "\"3\", \"4\"", "\"x\"", "\"\"");
  }

  @Test
  void an_unknown_wait() {
    check(api.put("/v1/videos/a?wait=forever", "{\"title\": \"t\"}"), 400, "wait", "searchable");
  }

  @Test
  void a_body_that_is_too_large_by_its_own_account() {
    String large = "{\"title\": \"" + "t".repeat(70_000) + "\"}";

    check(api.put("/v1/videos/a", large), 413, "", "up to 65536 bytes");
  }

  @Test
  void a_body_that_turns_out_too_large() {
    byte[] large = new byte[70_000];
    Answer answer =
        api.send(
            "PUT",
            "/v1/videos/a",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + api.operator);

    check(answer, 413, "", "up to 65536 bytes");
  }

  @Test
  void a_body_of_another_type() {
    Answer answer =
        api.send(
            "POST", "/v1/search", BodyPublishers.ofString("q=a"), "Content-Type", "text/plain");

    check(answer, 415, "Content-Type", "text/plain", "application/json");
  }

  @Test
  void a_body_without_a_type() {
    check(
        api.send("POST", "/v1/search", BodyPublishers.ofString("{}")),
        415,
        "Content-Type",
        "missing",
        "application/json");
  }

  @Test
  void a_compressed_body() {
    check(
        api.post("/v1/search", "{}", "Content-Encoding", "gzip"),
        415,
        "Content-Encoding",
        "not decompressed");
  }

  @Test
  void a_method_that_is_not_taken() {
    Answer answer = api.send("PUT", "/v1/search", BodyPublishers.noBody());

    check(answer, 405, "", "GET, POST");
    assertThat(answer.header("Allow")).isEqualTo("GET, POST");
  }

  @Test
  void a_path_that_is_nowhere() {
    check(api.get("/v1/nothing"), 404, "path", "nothing at this path");
    check(api.get("/v2"), 404, "path", "nothing at this path");
    check(api.get("/v1/videosXbulk"), 404, "path", "nothing at this path");
    Answer posted = api.send("POST", "/v1/nothing", BodyPublishers.noBody());
    check(posted, 404, "path", "nothing at this path");
  }

  private static void check(Answer answer, int status, String field, String... told) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    PROBLEM.check(answer.json());
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("type").asText()).startsWith("urn:kinora:problem:");
    assertThat(answer.json().get("request_id").asText()).isNotEmpty();
    assertThat(answer.field()).isEqualTo(field);
    assertThat(answer.detail()).contains(List.of(told)).hasSizeLessThan(600);
  }
}
