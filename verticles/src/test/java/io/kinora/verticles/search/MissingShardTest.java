package io.kinora.verticles.search;

import static io.kinora.verticles.search.ShardsInPlace.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.VideoMetadata;
import io.kinora.search.Mode;
import io.kinora.search.SearchResponse;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer without one of three shards says so wherever it counts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class MissingShardTest {

  private static final int VIDEOS = 60;

  @TempDir Path folder;
  private ShardsInPlace shards;

  @BeforeEach
  void sixtyVideos() throws IOException {
    shards = new ShardsInPlace(folder, 3);
    for (int i = 0; i < VIDEOS; i++) {
      shards.put("v" + i, VideoMetadata.titled("harbour"));
    }
    shards.refresh();
  }

  @AfterEach
  void close() throws IOException {
    shards.close();
  }

  private SearchResponse answer(Sort sort) {
    RandomRequest request = new RandomRequest(new Random(1)).withoutRules();
    request.q = "harbour";
    request.vector = null;
    request.mode = Mode.TEXT;
    request.filter = Filter.ALL;
    request.sort = sort;
    request.facets = List.of("language", "duration_s");
    return ask(shards.pipeline(100), request.get());
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void with_all_shards_totals_and_facets_are_exact(Sort sort) {
    SearchResponse answer = answer(sort);

    assertThat(answer.missing()).isEmpty();
    assertThat(answer.totalExact()).isTrue();
    assertThat(answer.total()).isEqualTo(VIDEOS);
    assertThat(answer.facetsAtLeast()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void a_shard_that_does_not_answer_is_named_and_totals_and_facets_are_at_least(Sort sort) {
    shards.lose(1);

    SearchResponse answer = answer(sort);

    assertThat(answer.missing()).hasSize(1).first().asString().contains("shard 1", "rebuilt");
    assertThat(answer.total()).isBetween(1L, VIDEOS - 1L);
    assertThat(answer.totalExact()).isFalse();
    assertThat(answer.facetsAtLeast()).containsExactly("language", "duration_s");
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void a_shard_that_is_behind_is_named_and_totals_and_facets_are_at_least(Sort sort) {
    shards.delay(2);

    SearchResponse answer = answer(sort);

    assertThat(answer.missing()).hasSize(1).first().asString().contains("shard 2", "catching up");
    assertThat(answer.totalExact()).isFalse();
    assertThat(answer.facetsAtLeast()).containsExactly("language", "duration_s");
  }
}
