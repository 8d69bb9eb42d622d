package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FollowersTest {

  private final List<Promise<Set<String>>> asked = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Map<Subscription, Set<String>> heard = new HashMap<>();
  private final Followers followers = new Followers(viewer -> ask(), heard::put, later::add);
  private final Subscription one = new Subscription(null, null, "s1");
  private final Subscription other = new Subscription(null, null, "s2");

  private Future<Set<String>> ask() {
    Promise<Set<String>> answer = Promise.promise();
    asked.add(answer);
    return answer.future();
  }

  @Test
  void the_answer_to_the_newest_question_holds_whichever_comes_last() {
    Future<Void> added = followers.add("ann", one);
    followers.changed("ann");

    asked.get(1).complete(Set.of("new"));
    assertThat(added.isComplete()).isFalse();
    asked.get(0).complete(Set.of("old"));

    assertThat(added.succeeded()).isTrue();
    assertThat(heard).containsEntry(one, Set.of("new"));
  }

  @Test
  void what_one_subscription_learns_holds_for_all_of_the_viewer() {
    followers.add("ann", one);
    asked.get(0).complete(Set.of("a"));
    followers.add("ann", other);
    asked.get(1).complete(Set.of("a", "b"));

    assertThat(heard).containsEntry(one, Set.of("a", "b")).containsEntry(other, Set.of("a", "b"));
  }

  @Test
  void what_could_not_be_read_is_asked_again_while_the_viewer_is_there() {
    followers.add("ann", one);
    asked.get(0).complete(Set.of("a"));
    followers.changed("ann");
    asked.get(1).fail("the store is away");

    later.removeFirst().run();
    asked.get(2).fail("still away");
    assertThat(heard).containsEntry(one, Set.of("a"));

    later.removeFirst().run();
    asked.get(3).complete(Set.of("b"));
    assertThat(heard).containsEntry(one, Set.of("b"));
  }

  @Test
  void nobody_asks_for_a_viewer_who_has_gone() {
    followers.add("ann", one);
    asked.get(0).fail("the store is away");
    followers.remove("ann", one);

    later.removeFirst().run();
    followers.changed("ann");

    assertThat(asked).hasSize(1);
    assertThat(heard).isEmpty();
  }
}
