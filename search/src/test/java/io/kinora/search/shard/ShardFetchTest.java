package io.kinora.search.shard;

import static io.kinora.search.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.Vector;
import io.kinora.indexing.media.Miniature;
import io.kinora.search.Candidate;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.Wording;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a shard says of single videos. */
class ShardFetchTest extends SmallShard {

  @Test
  void a_fetched_video_is_the_one_that_was_written() throws IOException {
    index(
        video("a")
            .titled("Harbour <at> night")
            .described("Ships & a harbour")
            .by("bbc")
            .tagged("sea", "night")
            .in("en")
            .of("travel")
            .published("2026-01-02")
            .lasting(12.5)
            .viewed(7)
            .liked(3)
            .picture(0, "thumbs/a/0.jpg")
            .picture(4_000, "thumbs/a/4000.jpg"));

    FetchedVideo fetched =
        search
            .fetch(new FetchQuery(List.of("nobody", "a"), "harbour", Wording.PLAIN, null))
            .getFirst();

    assertThat(fetched.video().title()).isEqualTo("Harbour <at> night");
    assertThat(fetched.video().tags()).containsExactly("sea", "night");
    assertThat(fetched.video().durationMs()).isEqualTo(12_500);
    assertThat(fetched.video().publishedAtMs()).isEqualTo(1_767_312_000_000L);
    assertThat(fetched.video().license()).isNull();
    assertThat(fetched.video().thumbnail()).isEqualTo("thumbs/a/0.jpg");
    assertThat(fetched.video().thumbnailAt(3_000)).isEqualTo("thumbs/a/4000.jpg");
    assertThat(fetched.video().playable()).isFalse();
    assertThat(fetched.highlights())
        .isEqualTo(
            Map.of(
                "title", List.of("<em>Harbour</em> &lt;at&gt; night"),
                "description", List.of("Ships &amp; a <em>harbour</em>")));
  }

  @Test
  void the_best_frames_of_a_hit_are_told_best_first_and_a_second_apart() throws IOException {
    index(
        video("a")
            .frame(0, 1, 0, 0)
            .frame(400, 0.99f, 0.1f, 0)
            .frame(2_000, 0, 1, 0)
            .frame(3_000, 0.9f, 0.4f, 0)
            .frame(4_500, 0, 0, 1)
            .frame(6_000, 0.7f, 0.7f, 0)
            .frame(8_000, 0.1f, 0, 0.9f),
        video("b"));

    List<FetchedVideo> shown =
        search.fetch(
            new FetchQuery(
                List.of("a", "b"), "", Wording.PLAIN, new Vector(new float[] {2, 0, 0})));

    assertThat(shown.get(0).moments())
        .extracting(FrameMoment::timestampMs)
        .containsExactly(0L, 3_000L, 6_000L, 8_000L, 2_000L);
    assertThat(shown.get(0).moments().getFirst().score()).isEqualTo(1);
    assertThat(shown.get(1).moments()).isEmpty();
  }

  @Test
  void a_picture_is_found_in_the_frame_that_it_is_a_part_of() throws IOException {
    index(
        video("near").frame(0, 1, 0, 0).track(1, 6),
        video("holds").frame(0, 0.6f, 0.8f, 0).track(2, 6),
        video("untracked").frame(0, 0.7f, 0.7f, 0));
    Miniature part = VideoFixture.part(2, 3);

    ShardAnswer answer = ask(Ask.all().frame(1, 0, 0).picture(part).explained());

    Candidate holds = candidate(answer, "holds");
    assertThat(holds.scores()[Retriever.FRAME.ordinal()]).isGreaterThan(0.9f);
    assertThat(holds.momentMs()).isEqualTo(1_500);
    assertThat(holds.explanation().byRetriever()[Retriever.FRAME.ordinal()].value())
        .isEqualTo(holds.scores()[Retriever.FRAME.ordinal()]);
    assertThat(candidate(answer, "untracked").scores()[Retriever.FRAME.ordinal()])
        .isCloseTo(0.707f, within(0.01f));
  }

  @Test
  void a_videos_content_is_what_it_is_compared_by() throws IOException {
    index(video("a").text(0, 3).seen(0, 0, 2), video("b"), video("c").text(1, 0));

    assertThat(search.content("a"))
        .isEqualTo(
            new VideoContent(
                true, new Vector(new float[] {0, 1}), new Vector(new float[] {0, 0, 1})));
    assertThat(search.content("b")).isEqualTo(new VideoContent(true, null, null));
    assertThat(search.content("c").sight()).isNull();
    assertThat(search.content("nobody").there()).isFalse();
  }

  @Test
  void fetching_keeps_the_order_of_the_ids() throws IOException {
    index(video("a"), video("b"));
    index(video("c"));

    assertThat(search.fetch(new FetchQuery(List.of("c", "a", "b"), "", Wording.PLAIN, null)))
        .extracting(fetched -> fetched.video().id())
        .containsExactly("c", "a", "b");
  }
}
