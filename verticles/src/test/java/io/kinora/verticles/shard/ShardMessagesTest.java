package io.kinora.verticles.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Vector;
import io.kinora.indexing.shard.StoredVideo;
import io.kinora.indexing.shard.VideoCard;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.SharedKey;
import io.kinora.search.Sort;
import io.kinora.search.StageTime;
import io.kinora.search.Wording;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.shard.FetchQuery;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.shard.FrameMoment;
import io.kinora.search.suggest.SuggestAnswer;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.Suggestion;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to a shard of another node arrives as it was said. */
final class ShardMessagesTest {

  private static final Deadline NOW = Deadline.in(0);
  private static final Wording WORDING =
      new Wording(
          "pt-BR",
          List.of("by the sea"),
          List.of("storm", "old \"boat\""),
          List.of(new Wording.Synonym(0, 10, "beacon")),
          Wording.Match.MOST);

  @ParameterizedTest
  @MethodSource("filters")
  void a_query_arrives_with_every_kind_of_filter(Filter filter) {
    ShardQuery query =
        new ShardQuery(
            new ShardQuery.Words("lighthouse by the sea", WORDING),
            new ShardQuery.Vectors(
                new Vector(new float[] {0.25f, -1.5f}),
                new Vector(new float[] {Float.MIN_VALUE, 1}),
                null,
                null),
            new ShardQuery.Retrieval(
                Set.of(Retriever.LEXICAL, Retriever.FRAME), 100, Map.of(Retriever.FRAME, 30)),
            filter,
            new ShardQuery.Listing(
                Sort.NEWEST,
                21,
                new ShardQuery.SortPosition(Long.MIN_VALUE, "last"),
                List.of(new ShardQuery.KeyLimit(SharedKey.CHANNEL, 2)),
                new ShardQuery.KeyedOnly(SharedKey.CHANNEL, List.of("sea"))),
            new ShardQuery.Facets(List.of("channel", "tag"), List.of("tag"), 1_800_000_000_000L),
            true);

    assertArrives(new ShardMessages.Search(query, NOW));
  }

  static List<Filter> filters() {
    Filter is = new Filter.Is(FilterField.TAG, "a \"quoted\" ümlaut");
    Filter open = new Filter.Range(FilterField.PUBLISHED_AT, null, false, 1.7e12, true);
    Filter closed = new Filter.Range(FilterField.VIEWS, 0.5, true, 9.0, false);
    return List.of(
        Filter.ALL,
        is,
        open,
        closed,
        new Filter.Not(is),
        new Filter.Or(List.of(is, closed)),
        new Filter.And(
            List.of(
                new Filter.Or(List.of(is, new Filter.Not(new Filter.And(List.of(open, closed))))),
                new Filter.Not(new Filter.Not(Filter.ALL)))));
  }

  @Test
  void a_query_that_browses_arrives() {
    ShardQuery browse =
        ShardQuery.best(
            ShardQuery.Words.NONE, ShardQuery.Vectors.NONE, ShardQuery.Retrieval.of(Set.of(), 1));

    assertArrives(new ShardMessages.Search(browse, NOW));
  }

  @Test
  void an_answer_arrives_with_its_missing_scores_and_explanations() {
    Explanation tree = Explanation.of(1.5, "sum of:", Explanation.of(1.5, "bm25"));
    Candidate.Explained explained =
        new Candidate.Explained(new Explanation[] {tree, null, null, null});
    float[] scores = {1.5f, Float.NaN, -0.25f, Float.NEGATIVE_INFINITY};
    Candidate full =
        new Candidate(
            new VideoCard("a", "sea", Long.MIN_VALUE, -1, 7, 2, "g"),
            scores,
            0b101,
            1500,
            explained);
    Candidate bare =
        new Candidate(
            new VideoCard("b", null, 5, 9, 0, 0, null), new float[] {Float.NaN}, 0, -1, null);
    ShardAnswer sent =
        new ShardAnswer(
            List.of(full, bare),
            2,
            false,
            Map.of("channel", Map.of("sea", 2L)),
            List.of(new StageTime("lexical", 0.5, -1, 2)),
            List.of("frame"));

    ShardAnswer arrived = arrived(sent);

    assertThat(arrived)
        .usingRecursiveComparison()
        .ignoringFields("candidates.scores")
        .isEqualTo(sent);
    assertThat(arrived.candidates().get(0).scores()).containsExactly(scores);
    assertThat(arrived.candidates().get(1).scores()).containsExactly(Float.NaN);
    assertThat(arrived.facets()).isEqualTo(sent.facets());
  }

  @Test
  void what_is_fetched_arrives() {
    StoredVideo full =
        new StoredVideo(
            "a",
            7,
            "Title",
            "Words",
            "sea",
            List.of("x", "y"),
            "en",
            "travel",
            1_700_000_000_000L,
            60_000L,
            5_000_000_000L,
            3,
            "cc-by",
            true,
            List.of(new StoredVideo.Thumbnail(0, "a/0.jpg")));
    StoredVideo bare =
        new StoredVideo(
            "b", 1, "", "", null, List.of(), null, null, null, null, 0, 0, null, false, List.of());

    assertArrives(
        new ShardMessages.Fetch(
            new FetchQuery(List.of("a", "b"), "sea", WORDING, new Vector(new float[] {1, 0})),
            NOW));
    assertArrives(
        new ShardMessages.Fetched(
            List.of(
                new FetchedVideo(
                    full,
                    Map.of("title", List.of("<em>Title</em>")),
                    List.of(new FrameMoment(5, 0.5f))),
                new FetchedVideo(bare, Map.of(), List.of()))));
  }

  @Test
  void what_is_typed_and_what_completes_it_arrive() {
    SuggestQuery typed = new SuggestQuery("Löwe 🦁 ", 20, filters().getLast(), "de");
    Suggestion title =
        new Suggestion("Löwen", Suggestion.Type.TITLE, "a", "<em>Löwe</em>n", "lowen", 0, 1, 640);
    Suggestion tag = new Suggestion("löwe", Suggestion.Type.TAG, null, "löwe", "lowe", 0, 0, 20);

    assertThat(arrived(new ShardMessages.Suggest(typed, NOW)).query()).isEqualTo(typed);
    assertArrives(new ShardMessages.Suggested(new SuggestAnswer(List.of(title, tag), true), false));
  }

  @Test
  void questions_about_visibility_and_their_answers_arrive() {
    assertArrives(new ShardMessages.Visible("a", Long.MAX_VALUE, 0));
    assertArrives(new ShardMessages.Seen(Long.MIN_VALUE));
  }

  @Test
  void a_deadline_arrives_as_what_is_left_of_it() {
    Deadline sent = Deadline.in(60_000);

    Deadline arrived =
        arrived(new ShardMessages.Fetch(new FetchQuery(List.of(), "", Wording.PLAIN, null), sent))
            .deadline();

    assertThat(arrived.remainingMillis()).isBetween(1L, 60_000L);
    sent.cancel();
    assertThat(
            arrived(
                    new ShardMessages.Fetch(
                        new FetchQuery(List.of(), "", Wording.PLAIN, null), sent))
                .deadline()
                .passed())
        .isTrue();
  }

  private static void assertArrives(ShardMessages.Search message) {
    assertThat(arrived(message).query()).isEqualTo(message.query());
  }

  private static void assertArrives(ShardMessages.Fetch message) {
    assertThat(arrived(message).query().ids()).isEqualTo(message.query().ids());
    assertThat(arrived(message).query().words()).isEqualTo(message.query().words());
  }

  private static void assertArrives(Object message) {
    assertThat(arrived(message)).isEqualTo(message);
  }

  /** As between nodes: somewhere within a larger buffer. */
  private static <T> T arrived(T message) {
    @SuppressWarnings("unchecked")
    var codec = ShardMessages.codec((Class<T>) message.getClass());
    Buffer wire = Buffer.buffer("before");
    int position = wire.length();
    codec.encodeToWire(wire, message);
    wire.appendString("after");
    return codec.decodeFromWire(position, wire);
  }
}
