package io.kinora.search.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
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

/** Suggestions of real shards, whatever is typed. */
class SuggestPropertyTest {

  private static final int VIDEOS = 300;
  private static final List<String> WORDS =
      List.of(
          "sea",
          "Seal",
          "season",
          "Sée",
          "lake",
          "Lakeside",
          "C++",
          "don't",
          "2017",
          "東京",
          "🎬",
          "ночь",
          "the",
          "a",
          "at",
          "night",
          "light",
          "Straße",
          "한국");

  private static final List<SuggestedVideo> videos = new ArrayList<>();
  private static final Set<String> deleted = new HashSet<>();
  private static Path folder;
  private static SuggestedShard whole;
  private static List<SuggestedShard> parts;

  @BeforeContainer
  static void index() throws IOException {
    folder = Files.createTempDirectory("kinora-suggest");
    whole = new SuggestedShard(folder.resolve("whole"));
    parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(new SuggestedShard(folder.resolve("part-" + i)));
    }
    Random random = new Random(20_261_122);
    for (int i = 0; i < VIDEOS; i++) {
      SuggestedVideo video =
          SuggestedVideo.titled("v" + i, words(1 + random.nextInt(5), random))
              .by(words(1 + random.nextInt(2), random))
              .tagged(words(1, random), words(2, random))
              .in(random.nextBoolean() ? "en" : "de")
              .viewed(random.nextInt(4) * 1000L);
      videos.add(video);
      put(video, i);
    }
    for (int i = 0; i < VIDEOS; i += 7) {
      deleted.add(videos.get(i).id());
      whole.delete(videos.get(i));
      parts.get(i % 3).delete(videos.get(i));
    }
  }

  private static void put(SuggestedVideo video, int i) throws IOException {
    if (i % 50 == 0) {
      whole.put(video);
    } else {
      whole.shard.apply(video.version(1, false));
    }
    parts.get(i % 3).put(video);
  }

  private static String words(int count, Random random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words);
  }

  @AfterContainer
  static void close() throws IOException {
    whole.close();
    for (SuggestedShard part : parts) {
      part.close();
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    videos.clear();
    deleted.clear();
  }

  @Provide
  Arbitrary<String> typed() {
    Arbitrary<String> words =
        Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(3).map(each -> String.join(" ", each));
    Arbitrary<String> begun =
        words.flatMap(
            text ->
                Arbitraries.integers().between(1, text.length()).map(n -> text.substring(0, n)));
    Arbitrary<String> wrong =
        begun.flatMap(
            text ->
                Arbitraries.integers()
                    .between(0, text.length())
                    .map(n -> text.substring(0, n) + "x" + text.substring(n)));
    Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(12);
    return Arbitraries.oneOf(begun, wrong, anything);
  }

  @Provide
  Arbitrary<SuggestQuery> queries() {
    Arbitrary<Filter> filters =
        Arbitraries.of("", "language:en", "views:>=2000", "tag:sea", "NOT language:en")
            .map(text -> text.isEmpty() ? Filter.ALL : FilterParser.parse(text));
    return net.jqwik.api.Combinators.combine(
            typed(),
            Arbitraries.integers().between(1, 20),
            filters,
            Arbitraries.of("en", "de-AT").injectNull(0.5))
        .as(SuggestQuery::new);
  }

  @Property(tries = 100)
  void the_best_of_several_shards_are_the_best_of_one_with_all(
      @ForAll("queries") SuggestQuery query) throws IOException {
    List<Suggestion> offered = new ArrayList<>();
    for (SuggestedShard part : parts) {
      offered.addAll(part.ask(query));
    }

    assertThat(Suggestion.best(offered, query.limit())).isEqualTo(whole.ask(query));
  }

  @Property(tries = 100)
  void all_that_is_offered_belongs_to_a_video_that_may_be_found(
      @ForAll("queries") SuggestQuery query) throws IOException {
    for (Suggestion offered : whole.ask(query)) {
      assertThat(videos)
          .as(offered.toString())
          .anyMatch(
              video ->
                  !deleted.contains(video.id())
                      && accepts(query.filter(), video)
                      && has(video, offered));
    }
  }

  private static boolean has(SuggestedVideo video, Suggestion offered) {
    return switch (offered.type()) {
      case TITLE -> video.id().equals(offered.id()) && video.title().equals(offered.text());
      case CHANNEL -> video.channel().equals(offered.text());
      case TAG -> video.tags().contains(offered.text());
      case QUERY -> false;
    };
  }

  private static boolean accepts(Filter filter, SuggestedVideo video) {
    return switch (filter) {
      case Filter.And all -> all.parts().stream().allMatch(part -> accepts(part, video));
      case Filter.Not not -> !accepts(not.part(), video);
      case Filter.Range range -> video.views() >= range.low();
      case Filter.Is is -> video.language().equals(is.value()) || video.tags().contains(is.value());
      case Filter.Or or -> or.parts().stream().anyMatch(part -> accepts(part, video));
    };
  }

  @Property(tries = 100)
  void the_best_are_those_that_looking_at_every_text_would_find(
      @ForAll("queries") SuggestQuery query) throws IOException {
    List<Suggestion> found = whole.ask(query);

    String typed = FoldedText.of(query.text()).text();
    boolean wholeWords = FoldedText.of(query.text()).blankAtEnd();
    Set<String> beginning = new HashSet<>();
    for (SuggestedVideo video : videos) {
      if (deleted.contains(video.id()) || !accepts(query.filter(), video)) {
        continue;
      }
      List<String> texts = new ArrayList<>(video.tags());
      texts.addAll(Arrays.asList(video.title(), video.channel()));
      for (String text : texts) {
        FoldedText folded = FoldedText.of(text);
        if (!typed.isEmpty() && begins(folded, typed, wholeWords)) {
          beginning.add(folded.text());
        }
      }
    }
    List<Suggestion> exact = found.stream().filter(each -> each.edits() == 0).toList();
    assertThat(exact).hasSize(Math.min(query.limit(), beginning.size()));
    assertThat(exact).allMatch(each -> beginning.contains(each.folded()));
    assertThat(found).isSortedAccordingTo(Suggestion.BEST_FIRST);
  }

  private static boolean begins(FoldedText text, String typed, boolean wholeWords) {
    String folded = text.text();
    for (int i = 0; i < folded.length(); i++) {
      int end = i + typed.length();
      boolean there = folded.startsWith(typed, i) && text.startsWord(i);
      if (there && (!wholeWords || end == folded.length() || folded.charAt(end) == ' ')) {
        return true;
      }
    }
    return false;
  }

  @Property(tries = 100)
  void every_beginning_of_a_word_of_the_only_title_offers_it(
      @ForAll("titles") String title, @ForAll int chosen) throws IOException {
    FoldedText folded = FoldedText.of(title);
    Path only = Files.createTempDirectory(folder, "only");
    try (SuggestedShard shard = new SuggestedShard(only)) {
      shard.put(SuggestedVideo.titled("only", title));
      String text = folded.text();
      for (int start = 0; start < text.length(); start++) {
        if (!folded.startsWord(start)) {
          continue;
        }
        int end = start + 1 + Math.floorMod(chosen, text.length() - start);
        if (Character.isLowSurrogate(text.charAt(end - 1))
            || (end < text.length() && Character.isLowSurrogate(text.charAt(end)))) {
          continue;
        }
        assertThat(shard.texts(text.substring(start, end)))
            .as(text.substring(start, end))
            .containsExactly(title);
      }
    }
  }

  @Provide
  Arbitrary<String> titles() {
    return Arbitraries.of(WORDS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(words -> String.join(" ", words))
        .filter(title -> !FoldedText.of(title).isEmpty());
  }
}
