package io.kinora.verticles.search;

import static io.kinora.verticles.search.ShardsInPlace.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Video;
import io.kinora.search.FusionChoice;
import io.kinora.search.Hit;
import io.kinora.search.SearchResponse;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.filter.FilterParser;
import io.kinora.search.filter.FilterParts;
import io.kinora.search.fusion.Normalisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a client sees of whole lists, over catalogues and requests made up by chance. A failure
 * names its seed: {@code -Dkinora.seed=...} repeats it.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ListsPropertyTest {

  private static final int CATALOGUES = Integer.getInteger("kinora.catalogues", 4);
  private static final int REQUESTS = Integer.getInteger("kinora.requests", 8);
  private static final int MOST_PAGES = 500;

  @TempDir Path folder;

  /** One request to shards that hold a catalogue. */
  private interface Trial {
    void run(ShardsInPlace shards, SearchPipeline pipeline, RandomRequest request, Random random)
        throws IOException;
  }

  private void trials(Trial trial) throws IOException {
    Long fixed = Long.getLong("kinora.seed");
    for (int i = 0; i < (fixed == null ? CATALOGUES : 1); i++) {
      long seed = fixed == null ? System.nanoTime() : fixed;
      Random random = new Random(seed);
      try (ShardsInPlace shards =
          new ShardsInPlace(folder.resolve("seed" + seed), 1 + random.nextInt(3))) {
        int count = 5 + random.nextInt(150);
        for (int video = 0; video < count; video++) {
          shards.put("v" + video, random);
        }
        shards.refresh();
        for (int asked = 0; asked < REQUESTS; asked++) {
          RandomRequest request = new RandomRequest(random);
          SearchPipeline pipeline = pipeline(shards, random);
          try {
            trial.run(shards, pipeline, request, random);
          } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ", request " + request, failure);
          }
        }
      }
    }
  }

  private static SearchPipeline pipeline(ShardsInPlace shards, Random random) {
    FusionChoice.Method[] methods = FusionChoice.Method.values();
    Normalisation[] normalisations = Normalisation.values();
    return shards.pipeline(
        random.nextBoolean() ? 10 : 1000,
        methods[random.nextInt(methods.length)],
        normalisations[random.nextInt(normalisations.length)]);
  }

  @Test
  void pages_of_any_size_are_one_list() throws IOException {
    trials(
        (shards, pipeline, request, random) -> {
          List<String> list = walk(pipeline, request.pagesOf(100));

          assertThat(list).doesNotHaveDuplicates();
          assertThat(walk(pipeline, request.pagesOf(1 + random.nextInt(30)))).isEqualTo(list);
        });
  }

  @Test
  void while_the_index_changes_nothing_is_shown_twice_and_what_stood_still_is_shown()
      throws IOException {
    trials(
        (shards, some, request, random) -> {
          boolean sorted = request.sort != io.kinora.search.Sort.RELEVANCE;
          SearchPipeline pipeline = sorted ? shards.pipeline(1000) : some;
          boolean ruled = random.nextInt(3) == 0;
          RandomRequest asked = ruled ? request : request.withoutRules();
          Set<String> expected = new HashSet<>(walk(pipeline, asked.pagesOf(100)));
          List<String> shown = new ArrayList<>();
          asked.pagesOf(1 + random.nextInt(12)).at(null);
          do {
            SearchResponse page = ask(pipeline, asked.get());
            page.hits().forEach(hit -> shown.add(hit.id()));
            asked.at(page.nextCursor());
            for (int i = random.nextInt(4); i > 0; i--) {
              String id = "v" + random.nextInt(200);
              expected.remove(id);
              if (random.nextInt(3) == 0) {
                shards.delete(id);
              } else {
                shards.put(id, random);
              }
            }
            shards.refresh();
          } while (asked.cursor != null && shown.size() < 5000);

          assertThat(shown).doesNotHaveDuplicates();
          if (!ruled) {
            assertThat(shown).containsAll(expected);
          }
        });
  }

  @Test
  void an_exact_total_is_how_many_hits_there_are_and_any_other_is_a_lower_bound()
      throws IOException {
    trials(
        (shards, pipeline, request, random) -> {
          List<String> list = walk(pipeline, request.pagesOf(100));
          request.counting(random).at(null).pagesOf(1 + random.nextInt(100));
          SearchResponse first = ask(pipeline, request.get());

          assertThat(first.missing()).isEmpty();
          assertThat(first.total()).isGreaterThanOrEqualTo(first.hits().size());
          if (first.totalExact()) {
            assertThat(first.total()).isEqualTo(list.size());
          } else {
            assertThat(first.total()).isLessThanOrEqualTo(list.size());
          }
        });
  }

  @Test
  void facets_count_all_that_matches_and_disjunctive_ones_what_another_choice_would_find()
      throws IOException {
    trials(
        (shards, unused, request, random) -> {
          SearchPipeline pipeline = shards.pipeline(1000);
          SearchResponse answer = ask(pipeline, request.counting(random).get());

          assertThat(answer.facetsAtLeast()).isEmpty();
          assertThat(answer.facets().keySet()).containsExactlyElementsOf(request.facets);
          for (String facet : request.facets) {
            Filter filter =
                request.disjunctive.contains(facet)
                    ? FilterParts.without(request.filter, field(facet))
                    : request.filter;
            assertThat(positive(answer.facets().get(facet)))
                .as(facet)
                .isEqualTo(counted(shards, pipeline, request, filter, facet));
          }
        });
  }

  /** The rule itself: at most so many of a channel, and only the best of them. */
  @Test
  void no_more_of_a_channel_are_shown_than_asked_for() throws IOException {
    trials(
        (shards, pipeline, request, random) -> {
          request.collapse = io.kinora.search.SearchRequest.Collapse.NONE;
          request.maxPerChannel = 1 + random.nextInt(3);
          Map<String, Integer> byChannel = new HashMap<>();
          for (String id : walk(pipeline, request.pagesOf(7))) {
            String channel = shards.videos.get(id).metadata().channel();
            if (channel != null) {
              byChannel.merge(channel, 1, Integer::sum);
            }
          }
          assertThat(byChannel.values()).allMatch(count -> count <= request.maxPerChannel);
        });
  }

  @Test
  void an_explanation_worked_out_again_gives_the_score() throws IOException {
    trials(
        (shards, pipeline, request, random) -> {
          request.explain = true;
          SearchResponse answer = ask(pipeline, request.pagesOf(20).get());

          int position = 0;
          for (Hit hit : answer.hits()) {
            assertThat(hit.explanation().value()).isEqualTo(++position);
            WorkedOut.check(hit.explanation());
            if (request.sort == io.kinora.search.Sort.RELEVANCE && hit.score() != 0) {
              assertThat(WorkedOut.score(hit.explanation()))
                  .isCloseTo(hit.score(), org.assertj.core.data.Offset.offset(1e-4));
            }
          }
        });
  }

  private static List<String> walk(SearchPipeline pipeline, RandomRequest request) {
    List<String> ids = new ArrayList<>();
    request.at(null);
    int pages = 0;
    do {
      SearchResponse page = ask(pipeline, request.get());
      page.hits().forEach(hit -> ids.add(hit.id()));
      request.at(page.nextCursor());
    } while (request.cursor != null && ++pages < MOST_PAGES);
    assertThat(pages).isLessThan(MOST_PAGES);
    return ids;
  }

  private static Map<String, Long> positive(Map<String, Long> counts) {
    Map<String, Long> some = new HashMap<>(counts);
    some.values().removeIf(count -> count == 0);
    return some;
  }

  private static FilterField field(String facet) {
    return FilterField.valueOf(facet.toUpperCase(Locale.ROOT));
  }

  /** By looking at every hit there is. */
  private static Map<String, Long> counted(
      ShardsInPlace shards,
      SearchPipeline pipeline,
      RandomRequest request,
      Filter filter,
      String facet) {
    RandomRequest every = new RandomRequest(new Random(0));
    every.q = request.q;
    every.mode = request.mode;
    every.vector = request.vector;
    every.fusion = null;
    every.sort = request.sort;
    every.diversity = 0;
    every.filter = filter;
    Set<String> matching = new HashSet<>(walk(pipeline, every.withoutRules().pagesOf(100)));
    if (field(facet).kind() != FilterField.Kind.KEYWORD) {
      return inRanges(shards, pipeline, every, matching, facet);
    }
    Map<String, Long> counts = new HashMap<>();
    for (String id : matching) {
      for (String value : values(shards.videos.get(id), facet)) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return counts;
  }

  /** A range's key, sent back as a filter, finds as many as it says. */
  private static Map<String, Long> inRanges(
      ShardsInPlace shards,
      SearchPipeline pipeline,
      RandomRequest every,
      Set<String> matching,
      String facet) {
    Map<String, Long> counts = new HashMap<>();
    every.facets = List.of(facet);
    Set<String> keys = ask(pipeline, every.at(null).get()).facets().get(facet).keySet();
    every.facets = List.of();
    for (String key : keys) {
      every.filter = FilterParser.parse(facet + ":" + key);
      every.q = "";
      every.vector = null;
      every.mode = io.kinora.search.Mode.HYBRID;
      Set<String> within = new HashSet<>(walk(pipeline, every));
      within.retainAll(matching);
      if (!within.isEmpty()) {
        counts.put(key, (long) within.size());
      }
    }
    return counts;
  }

  private static List<String> values(Video video, String facet) {
    String one =
        switch (facet) {
          case "channel" -> video.metadata().channel();
          case "language" -> video.metadata().language();
          case "category" -> video.metadata().category();
          case "license" -> video.metadata().license();
          default -> null;
        };
    if (facet.equals("tag")) {
      return video.metadata().tags();
    }
    return one == null ? List.of() : List.of(one);
  }
}
