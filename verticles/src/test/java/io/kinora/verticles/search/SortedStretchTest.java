package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.ranking.Ranked;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.ShardQuery.SortPosition;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Pages of a sorted list over several real shards, with copies strewn over them. */
final class SortedStretchTest {

  private static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("words", 2), new VectorSpaces.Space("eyes", 3));
  private static final int SHARDS = 3;

  private final List<Shard> shards = new ArrayList<>();
  private final List<Video> videos = new ArrayList<>();

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void pages_make_the_list_in_which_what_is_the_same_stands_once(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) throws Exception {
    Path folder = Files.createTempDirectory("sorted");
    try {
      fill(new Random(seed), folder);
      for (String filter : List.of("", "channel:north", "views:[3 TO *]")) {
        for (Sort sort : List.of(Sort.NEWEST, Sort.MOST_VIEWED)) {
          check(filter, sort, limit, Set.of());
          check(filter, sort, limit, Set.of(Retriever.LEXICAL));
        }
      }
    } finally {
      close(folder);
    }
  }

  private void check(String filter, Sort sort, int limit, Set<Retriever> retrievers)
      throws Exception {
    List<Video> expected = expected(filter, sort, !retrievers.isEmpty());
    List<String> shown = new ArrayList<>();
    Set<String> standing = new HashSet<>();
    SortPosition after = null;
    long total = -1;
    do {
      SortedStretch page =
          SortedStretch.of(query(filter, sort, limit, retrievers, after), sort, this::ask);
      for (Ranked each : page.ranked()) {
        shown.add(each.candidate().id());
        standing.addAll(each.duplicates());
      }
      total = page.first().total();
      assertThat(page.first().exact()).isTrue();
      assertThat(page.ranked()).hasSizeLessThanOrEqualTo(limit);
      after = page.next();
    } while (after != null);

    List<String> onlyFirsts = new ArrayList<>();
    Set<String> others = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (Video video : expected) {
      String group = video.derived().group();
      (group == null || groups.add(group) ? onlyFirsts : others).add(video.id());
    }
    assertThat(shown).isEqualTo(onlyFirsts);
    assertThat(standing).isEqualTo(others);
    assertThat(total).isEqualTo(onlyFirsts.size());
  }

  private List<Video> expected(String filter, Sort sort, boolean words) {
    Comparator<Video> order =
        Comparator.comparingLong(
                (Video video) ->
                    sort == Sort.MOST_VIEWED
                        ? video.metadata().views()
                        : video.metadata().publishedAt() == null
                            ? Long.MIN_VALUE
                            : video.metadata().publishedAt().toEpochMilli())
            .reversed()
            .thenComparing(Video::id);
    return videos.stream()
        .filter(
            video ->
                switch (filter) {
                  case "channel:north" -> "north".equals(video.metadata().channel());
                  case "views:[3 TO *]" -> video.metadata().views() >= 3;
                  default -> true;
                })
        .filter(video -> !words || video.metadata().title().contains("kite"))
        .sorted(order)
        .toList();
  }

  private static ShardQuery query(
      String filter, Sort sort, int limit, Set<Retriever> retrievers, SortPosition after) {
    return new ShardQuery(
        retrievers.isEmpty() ? "" : "kite",
        null,
        null,
        null,
        retrievers,
        filter.isEmpty() ? Filter.ALL : FilterParser.parse(filter),
        limit + 1,
        sort,
        after,
        List.of(),
        false,
        true,
        Set.of());
  }

  private Gathered ask(ShardQuery query) {
    List<ShardAnswer> answers = new ArrayList<>();
    for (Shard shard : shards) {
      try {
        answers.add(
            new ShardSearch(shard, ShardSearchConfig.DEFAULT).search(query, Deadline.in(60_000)));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return ShardGather.merge(answers, true, Map.of());
  }

  private void fill(Random random, Path folder) throws IOException {
    for (int i = 0; i < SHARDS; i++) {
      shards.add(Shard.open(folder.resolve("" + i), SPACES, ShardConfig.DEFAULT));
    }
    for (int i = 0; i < 60; i++) {
      int group = random.nextInt(12);
      Instant published =
          random.nextInt(8) == 0 ? null : Instant.ofEpochSecond(1000 * random.nextInt(20));
      VideoMetadata said =
          new VideoMetadata(
              random.nextInt(3) > 0 ? "a kite" : "a boat",
              "",
              random.nextBoolean() ? "north" : "south",
              List.of(),
              null,
              published,
              null,
              null,
              "",
              random.nextInt(6),
              0,
              null,
              null,
              null,
              List.of());
      Derived derived = Derived.NOTHING.withGroup(group < 6 ? "group-" + group : null);
      Video video = new Video("v" + i, 1, said, derived, Instant.EPOCH, Instant.EPOCH, false);
      videos.add(video);
      shards.get(random.nextInt(SHARDS)).apply(video);
    }
    for (Shard shard : shards) {
      shard.refresh();
    }
  }

  private void close(Path folder) throws IOException {
    for (Shard shard : shards) {
      shard.close();
    }
    shards.clear();
    videos.clear();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
