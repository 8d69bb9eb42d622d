package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.Generation.State;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationRepositoryTest {

  private static final Spec FIRST = new Spec("words", 2, "none", 3, "en");
  private static final Spec NEXT = new Spec("words", 2, "eyes", 4, "none");

  private final GenerationRepository generations = new GenerationRepository(TestDatabase.POOL);

  @BeforeEach
  void noneAtAll() {
    await(TestDatabase.POOL.query("TRUNCATE generation").execute());
  }

  @Test
  void the_first_is_searched_and_made_once() {
    await(generations.first(FIRST));
    await(generations.first(NEXT));

    Generation only = await(generations.live()).getFirst();
    assertThat(await(generations.live())).hasSize(1);
    assertThat(only.number()).isEqualTo(1);
    assertThat(only.state()).isEqualTo(State.ACTIVE);
    assertThat(only.spec()).isEqualTo(FIRST);
    assertThat(only.switchedAt()).isNotNull();
  }

  @Test
  void one_is_built_at_a_time() {
    await(generations.first(FIRST));

    Generation begun = await(generations.begin(NEXT, true)).orElseThrow();

    assertThat(begun.number()).isEqualTo(2);
    assertThat(begun.byHand()).isTrue();
    assertThat(begun.switchedAt()).isNull();
    assertThat(await(generations.begin(NEXT, true))).isEmpty();
  }

  @Test
  void what_was_searched_is_kept_to_go_back_to_until_the_next_one() {
    await(generations.first(FIRST));
    await(generations.begin(NEXT, false));

    assertThat(await(generations.activate(2))).isTrue();
    assertThat(states()).isEqualTo(Map.of(1, State.PREVIOUS, 2, State.ACTIVE));
    assertThat(await(generations.activate(1))).isTrue();
    assertThat(states()).isEqualTo(Map.of(1, State.ACTIVE, 2, State.PREVIOUS));

    assertThat(await(generations.begin(NEXT, false)).orElseThrow().number()).isEqualTo(3);
    assertThat(await(generations.activate(3))).isTrue();
    assertThat(states()).isEqualTo(Map.of(1, State.PREVIOUS, 3, State.ACTIVE));
    assertThat(await(generations.activate(2))).as("it is gone").isFalse();
  }

  @Test
  void the_searched_one_cannot_be_dropped() {
    await(generations.first(FIRST));
    await(generations.begin(NEXT, false));

    assertThat(await(generations.drop(1))).isFalse();
    assertThat(await(generations.drop(2))).isTrue();
    assertThat(await(generations.drop(2))).isFalse();
    assertThat(states()).isEqualTo(Map.of(1, State.ACTIVE));
  }

  @Test
  void whatever_is_done_in_whatever_order_exactly_one_is_searched() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    await(generations.first(FIRST));
    for (int i = 0; i < 60; i++) {
      int number = 1 + random.nextInt(6);
      switch (random.nextInt(3)) {
        case 0 -> await(generations.begin(NEXT, false));
        case 1 -> await(generations.activate(number));
        default -> await(generations.drop(number));
      }
      List<State> live = List.copyOf(states().values());
      assertThat(live).as("seed " + seed).containsOnlyOnce(State.ACTIVE).doesNotHaveDuplicates();
    }
  }

  private Map<Integer, State> states() {
    Map<Integer, State> states = new TreeMap<>();
    await(generations.live()).forEach(one -> states.put(one.number(), one.state()));
    return states;
  }
}
