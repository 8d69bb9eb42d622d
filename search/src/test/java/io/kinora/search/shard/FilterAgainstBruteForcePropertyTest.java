package io.kinora.search.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Video;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.Filter.And;
import io.kinora.search.filter.Filter.Is;
import io.kinora.search.filter.Filter.Not;
import io.kinora.search.filter.Filter.Or;
import io.kinora.search.filter.Filter.Range;
import io.kinora.search.filter.FilterField;
import io.kinora.search.filter.Filters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Filters answered by the index against the same filters answered video by video. */
class FilterAgainstBruteForcePropertyTest {

  private static final int VIDEOS = 150;
  private static final int MOST = 20;

  private static final List<Video> videos = new ArrayList<>();
  private static Path folder;
  private static Shard shard;
  private static ShardSearch search;

  @BeforeContainer
  static void index() throws IOException {
    folder = Files.createTempDirectory("kinora-filters");
    VectorSpaces spaces =
        new VectorSpaces(new VectorSpaces.Space("w", 2), new VectorSpaces.Space("e", 2));
    shard = Shard.open(folder, spaces, ShardConfig.DEFAULT);
    search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
    Random random = new Random(42);
    for (int i = 0; i < VIDEOS; i++) {
      videos.add(video(i, random));
      shard.apply(videos.getLast());
      if (i % 40 == 0) {
        shard.refresh();
      }
    }
    shard.apply(VideoFixture.video("gone").by("a").build(1, true));
    shard.refresh();
  }

  private static Video video(int i, Random random) {
    VideoFixture video =
        VideoFixture.video("abcd".substring(i % 4, i % 4 + 1) + i)
            .viewed(random.nextInt(MOST))
            .liked(random.nextInt(MOST))
            .frame(0, 1, random.nextFloat());
    if (random.nextInt(4) > 0) {
      video.by(letter(random)).tagged(letter(random), letter(random) + "2");
      video.lasting(random.nextInt(MOST * 2) / 2.0);
    }
    if (random.nextInt(4) > 0) {
      video.in(letter(random));
    }
    Video built = video.build();
    return random.nextInt(4) == 0 ? built : dated(built, random.nextInt(MOST));
  }

  private static Video dated(Video video, int millis) {
    var m = video.metadata();
    var said =
        new io.kinora.catalog.VideoMetadata(
            m.title(),
            m.description(),
            m.channel(),
            m.tags(),
            m.language(),
            Instant.ofEpochMilli(millis),
            m.durationS(),
            m.category(),
            m.transcript(),
            m.views(),
            m.likes(),
            m.license(),
            m.textVector(),
            m.videoVector(),
            m.frames());
    return new Video(
        video.id(), 1, said, video.derived(), video.createdAt(), video.updatedAt(), false);
  }

  private static String letter(Random random) {
    return "abcd".substring(random.nextInt(4)).substring(0, 1);
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
    return Filters.any(Arbitraries.of("a", "b", "c", "a2", "a0", "b1", ""), MOST);
  }

  @Property(tries = 300)
  void the_index_and_a_look_at_every_video_agree(@ForAll("filters") Filter filter)
      throws IOException {
    List<String> expected = new ArrayList<>();
    for (Video video : videos) {
      if (accepts(filter, video)) {
        expected.add(video.id());
      }
    }

    var browsed = search.search(Ask.all().where(filter).window(1000).query(), Deadline.in(60_000));
    var seen =
        search.search(
            Ask.all().frame(1, 0.5f).where(filter).window(1000).query(), Deadline.in(60_000));

    assertThat(browsed.total()).isEqualTo(expected.size());
    assertThat(browsed.candidates())
        .extracting(Candidate::id)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(seen.candidates())
        .extracting(Candidate::id)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static boolean accepts(Filter filter, Video video) {
    return switch (filter) {
      case And and -> and.parts().stream().allMatch(part -> accepts(part, video));
      case Or or -> or.parts().stream().anyMatch(part -> accepts(part, video));
      case Not not -> !accepts(not.part(), video);
      case Is is -> keywords(is.field(), video).contains(is.value());
      case Range range -> {
        Double value = number(range.field(), video);
        yield value != null
            && (range.low() == null
                || value > range.low()
                || (range.lowInclusive() && value.equals(range.low())))
            && (range.high() == null
                || value < range.high()
                || (range.highInclusive() && value.equals(range.high())));
      }
    };
  }

  private static List<String> keywords(FilterField field, Video video) {
    String value =
        switch (field) {
          case ID -> video.id();
          case CHANNEL -> video.metadata().channel();
          case LANGUAGE -> video.metadata().language();
          default -> null;
        };
    return field == FilterField.TAG
        ? video.metadata().tags()
        : value == null ? List.of() : List.of(value);
  }

  private static Double number(FilterField field, Video video) {
    return switch (field) {
      case VIEWS -> (double) video.metadata().views();
      case LIKES -> (double) video.metadata().likes();
      case DURATION_S -> video.metadata().durationS();
      default -> {
        Instant published = video.metadata().publishedAt();
        yield published == null ? null : (double) published.toEpochMilli();
      }
    };
  }
}
