package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Deadline;
import io.kinora.search.Wording;
import io.kinora.search.shard.FetchQuery;
import io.kinora.verticles.search.ReplicaCalls.Answered;
import io.kinora.verticles.shard.ShardMessages.Fetch;
import io.kinora.verticles.shard.ShardMessages.Fetched;
import io.kinora.verticles.shard.ShardVerticle;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Shards of which this node, {@code me}, has a replica. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReplicaCallsTest {

  private static final Fetched NOTHING = new Fetched(List.of());
  private static final Fetch QUESTION =
      new Fetch(new FetchQuery(List.of("fox"), "", Wording.PLAIN, null), Deadline.in(2_000));

  private final NodesOnBus bus = new NodesOnBus();
  private final List<Thread> askedHere = new ArrayList<>();
  private boolean refuses;

  @AfterEach
  void stop() {
    bus.close();
  }

  @Test
  void a_replica_here_is_asked_on_the_callers_thread_and_those_elsewhere_by_the_bus() {
    elsewhere(1, "other");

    var answers = ask(Map.of(0, List.of("me", "other"), 1, List.of("other", "me")));

    assertThat(answers.get(0).await().node()).isEqualTo("me");
    assertThat(answers.get(1).await().node()).isEqualTo("other");
    assertThat(askedHere).containsExactly(Thread.currentThread());
  }

  @Test
  void another_replica_is_asked_where_the_one_here_refuses() {
    refuses = true;
    elsewhere(0, "other");

    var answers = ask(Map.of(0, List.of("me", "other")));

    assertThat(answers.get(0).await().node()).isEqualTo("other");
  }

  @Test
  void of_several_shards_here_one_is_asked_in_place_and_the_rest_by_other_threads() {
    elsewhere(0, "me");
    elsewhere(1, "me");

    var answers = ask(Map.of(0, List.of("me"), 1, List.of("me")));

    assertThat(answers.get(0).await().node()).isEqualTo("me");
    assertThat(answers.get(1).await().node()).isEqualTo("me");
    assertThat(askedHere).hasSize(1);
  }

  private Map<Integer, Future<Answered<Fetched>>> ask(Map<Integer, List<String>> nodes) {
    ReplicaCalls calls = bus.calls(List.of(), "me", shard -> new Here());
    return calls.askAll(nodes, shard -> Question.of(QUESTION), 2_000);
  }

  private void elsewhere(int shard, String node) {
    bus.fetching(shard, node, asked -> NOTHING);
  }

  private final class Here extends SilentReplica {

    @Override
    public Fetched fetch(Fetch question) {
      if (refuses) {
        throw new ReplyException(
            ReplyFailure.RECIPIENT_FAILURE, ShardVerticle.OVERLOADED, "was being replaced");
      }
      askedHere.add(Thread.currentThread());
      return NOTHING;
    }
  }
}
