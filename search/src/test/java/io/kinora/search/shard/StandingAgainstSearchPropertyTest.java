package io.kinora.search.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.News;
import io.kinora.catalog.Video;
import io.kinora.indexing.shard.LoneVideo;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Wording.Match;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.Filters;
import io.kinora.search.standing.Fit;
import io.kinora.search.standing.StandingQueries;
import io.kinora.search.standing.StandingQuery;
import io.kinora.search.standing.StandingQueryReader;
import io.kinora.search.understand.QueryUnderstanding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A query that waited for each of some videos heard of exactly those that a search for all of its
 * words finds among them, whatever other queries wait beside it.
 */
class StandingAgainstSearchPropertyTest {

  private static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("w", 2), new VectorSpaces.Space("e", 2));
  private static final List<String> WORDS =
      List.of("red", "sofas", "sofa", "running", "runs", "wi-fi", "caf\u00e9", "dog", "a", "C++");
  private static final int MOST = 20;
  private static final List<Video> videos = new ArrayList<>();
  private static final QueryUnderstanding UNDERSTANDING = new QueryUnderstanding();
  private static final StandingQueryReader READER =
      new StandingQueryReader(SPACES::sight, (text, language) -> List.of(), () -> List.of("en"));

  private static Path folder;
  private static Shard shard;
  private static ShardSearch search;

  @BeforeContainer
  static void index() throws IOException {
    folder = Files.createTempDirectory("kinora-standing");
    shard = Shard.open(folder, SPACES, ShardConfig.DEFAULT);
    search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      videos.add(
          VideoFixture.video("abcd".substring(i % 4, i % 4 + 1) + i)
              .titled(words(random, 1 + random.nextInt(3)))
              .described(words(random, random.nextInt(3)))
              .saying(words(random, random.nextInt(3)))
              .by("abc".substring(random.nextInt(3)))
              .tagged("abcd".substring(random.nextInt(4)).substring(0, 1))
              .viewed(random.nextInt(MOST))
              .liked(random.nextInt(MOST))
              .lasting(1 + random.nextInt(MOST))
              .in("en")
              .build());
      shard.apply(videos.getLast());
    }
    shard.refresh();
  }

  private static String words(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  @AfterContainer
  static void close() throws IOException {
    shard.close();
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    videos.clear();
  }

  @Provide
  Arbitrary<Filter> filters() {
    return Arbitraries.oneOf(
        Arbitraries.just(Filter.ALL), Filters.any(Arbitraries.of("a", "b", "bc", "c", ""), MOST));
  }

  @Provide
  Arbitrary<List<String>> boxes() {
    Arbitrary<String> part =
        Arbitraries.of(
            "red",
            "sofa",
            "Sofas",
            "run",
            "wifi",
            "wi-fi",
            "cafe",
            "dogs",
            "-dog",
            "\"red sofa\"",
            "tag:a",
            "-\"sofa red\"",
            "c++",
            "a");
    Arbitrary<String> box =
        part.list().ofMinSize(0).ofMaxSize(3).map(parts -> String.join(" ", parts));
    return box.list().ofMinSize(1).ofMaxSize(8);
  }

  @Property(tries = 60)
  void what_waited_has_heard_of_what_a_search_finds(
      @ForAll("boxes") List<String> boxes, @ForAll("filters") Filter filter) throws IOException {
    StandingQueries waiting = new StandingQueries(new LoneVideo(SPACES, "en"));
    List<StandingQuery> queries = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    for (String box : boxes) {
      try {
        queries.add(READER.read(box, filter, null));
        asked.add(box);
        waiting.add(queries.getLast());
      } catch (InvalidValueException nothing) {
        assertThat(UNDERSTANDING.understand(box, null).text()).isEmpty();
      }
    }
    List<List<String>> heard = new ArrayList<>();
    queries.forEach(query -> heard.add(new ArrayList<>()));
    for (Video video : videos) {
      for (Fit fit : waiting.fits(new Announcement(Set.of(News.PUBLIC), video))) {
        for (int i = 0; i < queries.size(); i++) {
          if (queries.get(i).equals(fit.query())) {
            heard.get(i).add(video.id());
          }
        }
      }
    }
    for (int i = 0; i < queries.size(); i++) {
      assertThat(heard.get(i))
          .as(asked.get(i) + " where " + filter)
          .containsExactlyInAnyOrderElementsOf(found(asked.get(i), filter));
    }
  }

  private static List<String> found(String box, Filter filter) throws IOException {
    var typed = UNDERSTANDING.understand(box, null);
    Ask ask = typed.text().isEmpty() ? Ask.all() : Ask.words(typed.text());
    ask.where(typed.filter(filter)).worded(typed.wording(List.of()).withMatch(Match.ALL));
    return search.search(ask.window(1000).query(), Deadline.in(60_000)).candidates().stream()
        .map(Candidate::id)
        .toList();
  }
}
