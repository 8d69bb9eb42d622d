package io.kinora.search.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.Derived;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.News;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.shard.LoneVideo;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Wording.Synonym;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;

class StandingQueriesTest {

  private static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("w", 2), new VectorSpaces.Space("eye", 2));

  private final StandingQueryReader reader =
      new StandingQueryReader(
          SPACES::sight,
          (text, language) ->
              text.contains("couch") ? List.of(new Synonym(0, 5, "sofa")) : List.of(),
          () -> List.of("en"));
  private final StandingQueries waiting = new StandingQueries(new LoneVideo(SPACES, "en"));

  private static Video titled(String title) {
    return video(title, Derived.NOTHING);
  }

  private static Video video(String title, Derived derived) {
    return new Video(
        "v", 1, VideoMetadata.titled(title), derived, Instant.EPOCH, Instant.EPOCH, false);
  }

  private StandingQuery wait(String q, String filter) {
    StandingQuery query = reader.read(q, FilterParser.parse(filter), null);
    waiting.add(query);
    return query;
  }

  private StandingQuery waitNear(String q, String filter, double threshold, float... point) {
    StandingQuery query =
        reader.read(q, FilterParser.parse(filter), new Nearness(new Vector(point), threshold));
    waiting.add(query);
    return query;
  }

  private List<StandingQuery> fits(Video video, News... news) {
    return waiting.fits(new Announcement(Set.of(news), video)).stream().map(Fit::query).toList();
  }

  @Test
  void a_video_fits_the_queries_all_of_whose_words_it_has_in_any_form() {
    StandingQuery sofas = wait("red sofas", "");
    wait("red table", "");

    assertThat(fits(titled("A sofa, reddish? No: red."), News.PUBLIC)).containsExactly(sofas);
  }

  @Test
  void a_synonym_stands_for_a_word() {
    StandingQuery couch = wait("couch", "");

    assertThat(fits(titled("Two sofas"), News.PUBLIC)).containsExactly(couch);
  }

  @Test
  void equal_questions_are_one_query_and_others_are_not() {
    StandingQuery first = wait("red sofa", "views:>10");

    assertThat(waiting.add(reader.read("red sofa ", FilterParser.parse("views:{10 TO *]"), null)))
        .isFalse();
    assertThat(reader.read("red sofa", FilterParser.parse("views:>=10"), null)).isNotEqualTo(first);
    assertThat(waitNear("red sofa", "views:>10", 0.5, 1, 0)).isNotEqualTo(first);
    assertThat(waitNear("red sofa", "views:>10", 0.5, 0, 1))
        .isNotEqualTo(waitNear("red sofa", "views:>10", 0.5, 1, 0));
  }

  @Test
  void a_query_that_was_removed_hears_no_more_and_leaves_nothing_behind() {
    StandingQuery gone = wait("red sofa", "");
    StandingQuery stays = wait("sofa", "");
    waiting.remove(gone);

    assertThat(fits(titled("red sofa"), News.PUBLIC)).containsExactly(stays);
    waiting.remove(stays);
    assertThat(waiting.size()).isZero();
    assertThat(waiting.unguarded()).isZero();
  }

  @Test
  void near_enough_is_enough_though_no_word_is_there_but_the_filter_holds() {
    StandingQuery near = waitNear("lighthouse", "", 0.9, 1, 0);
    waitNear("lighthouse", "views:>10", 0.9, 1, 0);
    waitNear("", "", 0.9, 0, 1);

    Video seen =
        video(
            "untitled",
            Derived.NOTHING.withSight(
                new Embedding("eye", new Vector(new float[] {2, 0.1f}), List.of())));
    List<Fit> fits = waiting.fits(new Announcement(Set.of(News.PUBLIC), seen));

    assertThat(fits).extracting(Fit::query).containsExactly(near);
    assertThat(fits.getFirst().cosine()).isBetween(0.99, 1.0);
  }

  @Test
  void a_vector_of_another_encoder_is_near_nothing() {
    waitNear("", "", -1, 1, 0);

    Video seen =
        video(
            "untitled",
            Derived.NOTHING.withSight(
                new Embedding("ear", new Vector(new float[] {1, 0}), List.of())));
    assertThat(fits(seen, News.PUBLIC)).isEmpty();
  }

  @Test
  void who_heard_of_a_video_by_its_words_does_not_hear_again_when_it_is_seen() {
    StandingQuery words = waitNear("lighthouse", "", 0.9, 1, 0);
    StandingQuery sight = waitNear("tower", "", 0.9, 1, 0);
    wait("lighthouse", "");
    Video seen =
        video(
            "A lighthouse",
            Derived.NOTHING.withSight(
                new Embedding("eye", new Vector(new float[] {1, 0}), List.of())));

    assertThat(fits(seen, News.SEEN)).containsExactly(sight);
    assertThat(fits(seen, News.PUBLIC)).contains(words, sight);
  }

  @Test
  void who_waits_for_a_length_hears_when_the_file_is_decoded() {
    StandingQuery brief = wait("lighthouse", "duration_s:<60");
    wait("lighthouse", "duration_s:>60");
    MediaFile file =
        new MediaFile("k", 1, new MediaFile.Details("mp4", "h264", 2, 2, 30_000, 25, false));
    Video decoded = video("A lighthouse", Derived.NOTHING.withFrames(file, List.of(), null, null));

    assertThat(fits(titled("A lighthouse"), News.PUBLIC)).isEmpty();
    assertThat(fits(decoded, News.DECODED)).containsExactly(brief);
    assertThat(fits(decoded, News.PUBLIC, News.DECODED)).containsExactly(brief);
  }

  @Test
  void queries_are_found_by_rare_terms_and_not_held_against_every_video() {
    for (int i = 0; i < 1_000; i++) {
      wait("lighthouse number" + i, "tag:sea");
    }
    wait("", "NOT tag:ad");

    assertThat(waiting.unguarded()).isEqualTo(1);
  }

  @Test
  void nothing_to_look_for_and_a_vector_of_another_length_are_refused() {
    assertThatThrownBy(() -> reader.read("  ", Filter.ALL, null))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(
            () -> reader.read("", Filter.ALL, new Nearness(new Vector(new float[] {1, 0, 0}), 0.5)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("3 numbers");
    assertThatThrownBy(() -> new Nearness(new Vector(new float[] {1, 0}), 1.5))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_query_of_more_conditions_than_can_be_matched_is_refused_by_name() {
    String exclusions =
        IntStream.range(0, 600).mapToObj(i -> "-w" + i).collect(Collectors.joining(" "));

    assertThatThrownBy(() -> reader.read("sea " + exclusions, Filter.ALL, null))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContainingAll("q", "conditions", "1 to 900");
  }

  @Test
  void a_query_that_cannot_be_matched_is_forgotten_and_the_others_go_on() {
    StandingQuery sea = wait("sea", "");
    waiting.add(new StandingQuery("endless", anyOf(3, 600, "sea"), null, null, List.of()));

    assertThat(fits(titled("The sea"), News.PUBLIC)).containsExactly(sea);
    assertThat(waiting.queries()).containsExactly(sea);
    assertThat(fits(titled("The sea again"), News.PUBLIC)).containsExactly(sea);
  }

  /** More conditions together than Lucene matches, though not in any one place. */
  private static Query anyOf(int places, int each, String word) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (int place = 0; place < places; place++) {
      BooleanQuery.Builder some = new BooleanQuery.Builder();
      for (int i = 0; i < each; i++) {
        some.add(new TermQuery(new Term("tag", word + place + "." + i)), Occur.SHOULD);
      }
      all.add(some.build(), Occur.MUST);
    }
    return all.build();
  }
}
