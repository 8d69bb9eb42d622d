package io.kinora.verticles.search;

import static io.kinora.verticles.search.ShardsInPlace.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.VideoMetadata;
import io.kinora.search.Hit;
import io.kinora.search.Mode;
import io.kinora.search.SearchRequest.Collapse;
import io.kinora.search.SearchResponse;
import io.kinora.search.ShardQuery;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.shard.ShardVerticle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was found stays found, if there is no time to look any further. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FurtherLookTest {

  private static final int VIDEOS = 60;
  private static final int WINDOW = 10;
  private static final Predicate<ShardQuery> DEEPER =
      query -> query.retrieval().window() == RelevanceList.DEEPEST;
  private static final Predicate<ShardQuery> ACROSS_SHARDS =
      query -> query.listing().only() != null;
  private static final Predicate<ShardQuery> LATER_IN_THE_LIST =
      query -> query.listing().after() != null;

  @TempDir Path folder;
  private ShardsInPlace shards;
  private final RandomRequest request = new RandomRequest(new Random(1)).withoutRules();

  @BeforeEach
  void sixtyVideos() throws IOException {
    shards = new ShardsInPlace(folder, 1);
    for (int i = 0; i < VIDEOS; i++) {
      shards.put("v" + i, VideoMetadata.titled("harbour"));
    }
    shards.refresh();
    request.q = "harbour";
    request.vector = null;
    request.mode = Mode.TEXT;
    request.filter = Filter.ALL;
    request.sort = Sort.RELEVANCE;
    request.facets = List.of("duration_s");
    request.diversity = 0;
  }

  @AfterEach
  void close() throws IOException {
    shards.close();
  }

  private SearchResponse answer() {
    return ask(shards.pipeline(WINDOW), request.get());
  }

  private static List<String> ids(SearchResponse answer) {
    return answer.hits().stream().map(Hit::id).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {ShardVerticle.TOO_LATE, ShardVerticle.OVERLOADED})
  void a_deeper_look_that_is_refused_leaves_the_first_as_it_is(int code) {
    Map<String, Map<String, Long>> facets = answer().facets();
    shards.refuse(code, DEEPER);

    SearchResponse answer = answer();

    assertThat(answer.hits()).hasSize(WINDOW);
    assertThat(answer.facets()).isEqualTo(facets);
    assertThat(answer.total()).isEqualTo(VIDEOS);
    assertThat(answer.missing()).hasSize(1).first().asString().contains("what lies deeper");
  }

  @Test
  void a_deeper_look_that_comes_back_with_nothing_leaves_the_first_as_it_is() {
    Map<String, Map<String, Long>> facets = answer().facets();
    shards.hurry(DEEPER);

    SearchResponse answer = answer();

    assertThat(answer.hits()).hasSize(WINDOW);
    assertThat(answer.facets()).isEqualTo(facets);
    assertThat(answer.total()).isEqualTo(VIDEOS);
    assertThat(answer.missing()).isNotEmpty();
  }

  @Test
  void a_list_that_was_cut_off_goes_on_once_there_is_time() {
    List<String> whole = ids(answer());
    shards.hurry(DEEPER);
    SearchResponse first = answer();
    shards.hurry(query -> false);

    request.at(first.nextCursor());
    List<String> both = new ArrayList<>(ids(first));
    both.addAll(ids(answer()));

    assertThat(whole).hasSize(VIDEOS);
    assertThat(both).isEqualTo(whole);
  }

  @Test
  void facets_and_totals_are_the_same_with_and_without_a_deeper_look() {
    SearchResponse deep = answer();
    SearchResponse shallow = ask(shards.pipeline(WINDOW), request.pagesOf(5).get());

    assertThat(deep.facets()).isEqualTo(shallow.facets());
    assertThat(deep.total()).isEqualTo(shallow.total());
    assertThat(deep.totalExact()).isTrue();
  }

  @Test
  void a_sorted_page_is_given_without_asking_what_other_shards_show_first() throws IOException {
    channels();
    shards.refuse(ACROSS_SHARDS);

    SearchResponse answer = answer();

    assertThat(answer.hits()).isNotEmpty();
    assertThat(answer.missing()).containsExactly("what other shards show first: no time");
  }

  @Test
  void a_sorted_page_that_could_not_be_filled_is_given_as_it_is_and_goes_on() throws IOException {
    oneLoudChannelAndQuietVideos();
    List<String> whole = ids(answer());
    shards.refuse(LATER_IN_THE_LIST);
    SearchResponse first = answer();
    shards.refuse(query -> false);
    SearchResponse second = ask(shards.pipeline(WINDOW), request.at(first.nextCursor()).get());

    assertThat(whole).containsExactly("loud0", "quiet0");
    assertThat(first.missing()).containsExactly("the rest of the page: no time");
    assertThat(ids(first)).containsExactly("loud0");
    assertThat(ids(second)).containsExactly("quiet0", "quiet1");
  }

  private void channels() throws IOException {
    for (int i = 0; i < VIDEOS; i++) {
      shards.put("v" + i, new Random(i));
    }
    shards.refresh();
    request.q = "";
    request.sort = Sort.NEWEST;
    request.collapse = Collapse.CHANNEL;
  }

  /** The newest of each of three shards are of one channel, so a page takes a second look. */
  private void oneLoudChannelAndQuietVideos() throws IOException {
    shards.close();
    shards = new ShardsInPlace(folder.resolve("three"), 3);
    for (int i = 0; i < VIDEOS; i++) {
      shards.put("loud" + i, published("loud", i));
      shards.put("quiet" + i, published(null, VIDEOS + i));
    }
    shards.refresh();
    request.q = "";
    request.sort = Sort.NEWEST;
    request.collapse = Collapse.CHANNEL;
    request.pagesOf(2);
  }

  private static VideoMetadata published(@Nullable String channel, int daysAgo) {
    Instant at = Instant.parse("2026-01-01T00:00:00Z").minus(Duration.ofDays(daysAgo));
    return new VideoMetadata(
        "harbour", "", channel, List.of(), "en", at, null, null, "", 0, 0, null, null, null,
        List.of());
  }
}
