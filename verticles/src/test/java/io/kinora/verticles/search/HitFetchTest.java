package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.indexing.shard.StoredVideo;
import io.kinora.search.Deadline;
import io.kinora.search.Wording;
import io.kinora.search.shard.FetchQuery;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.verticles.shard.ShardMessages.Fetched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** One shard, held by nodes that have different videos. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HitFetchTest {

  private static final List<String> WANTED = List.of("fox", "owl");

  private final NodesOnBus bus = new NodesOnBus();
  private final Account account = new Account(Deadline.in(2_000));

  @AfterEach
  void stop() {
    bus.close();
  }

  @Test
  void the_node_that_found_the_hits_shows_them_though_it_is_leaving() {
    node("a", Set.of());
    node("b", Set.of("fox", "owl"));

    assertThat(shown(List.of("a"), "b")).containsOnlyKeys("fox", "owl");
    assertThat(account.missing()).isEmpty();
  }

  @Test
  void what_the_finder_does_not_have_any_more_was_deleted_and_is_not_missing() {
    node("a", Set.of("fox", "owl"));
    node("b", Set.of("fox"));

    assertThat(shown(List.of("a", "b"), "b")).containsOnlyKeys("fox");
    assertThat(account.missing()).isEmpty();
  }

  @Test
  void with_the_finder_gone_every_other_replica_is_asked() {
    node("a", Set.of("fox"));
    node("b", Set.of("owl"));

    assertThat(shown(List.of("a", "b"), "gone")).containsOnlyKeys("fox", "owl");
    assertThat(account.missing()).isEmpty();
  }

  @Test
  void hits_that_nobody_can_show_are_named_in_the_answer() {
    node("a", Set.of("fox"));

    assertThat(shown(List.of("a"), "gone")).containsOnlyKeys("fox");
    assertThat(account.missing())
        .containsExactly("shard 0: 1 found could not be shown, its replica left meanwhile");
  }

  private Map<String, FetchedVideo> shown(List<String> nodes, String foundBy) {
    HitFetch fetch = new HitFetch(bus.calls(nodes, "api", shard -> null), new ShardRouting(1));
    return fetch.fetch(
        new FetchQuery(WANTED, "", Wording.PLAIN, null), Map.of(0, foundBy), account);
  }

  private void node(String id, Set<String> videos) {
    bus.fetching(
        0,
        id,
        asked ->
            new Fetched(
                asked.query().ids().stream()
                    .filter(videos::contains)
                    .map(HitFetchTest::video)
                    .toList()));
  }

  private static FetchedVideo video(String id) {
    VideoMetadata said = VideoMetadata.titled(id);
    Video video = new Video(id, 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
    return new FetchedVideo(StoredVideo.of(video), Map.of(), List.of());
  }
}
