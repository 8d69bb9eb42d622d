package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.search.Deadline;
import io.kinora.verticles.OverloadedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of queries on their way through the model. */
@Timeout(30)
final class QueryEncoderTest {

  private static final Deadline NEVER = Deadline.in(3_600_000);

  /** A model that encodes a batch each time it is let go. */
  private static final class HeldEncoder implements TextEncoder {

    final List<List<String>> batches = new CopyOnWriteArrayList<>();
    final Semaphore entered = new Semaphore(0);
    final Semaphore mayGo = new Semaphore(0);
    volatile boolean broken;

    @Override
    public String name() {
      return "held";
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public List<Vector> encode(List<String> texts) {
      batches.add(List.copyOf(texts));
      entered.release();
      mayGo.acquireUninterruptibly();
      if (broken) {
        throw new IllegalStateException("out of memory");
      }
      return texts.stream().map(HeldEncoder::vector).toList();
    }

    static Vector vector(String text) {
      return new Vector(new float[] {text.length(), text.hashCode()});
    }

    @Override
    public void close() {}
  }

  private final HeldEncoder model = new HeldEncoder();
  private QueryEncoder encoder = new QueryEncoder(model, 100);

  @AfterEach
  void stop() {
    model.mayGo.release(1_000);
    encoder.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void equal_words_in_flight_are_encoded_once(int cached) throws InterruptedException {
    use(cached);
    CompletableFuture<Vector> first = encoder.encode("sea", NEVER);
    model.entered.acquire();
    List<CompletableFuture<Vector>> more = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      more.add(encoder.encode(new String("sea"), NEVER));
    }
    model.mayGo.release(100);

    assertThat(first.join()).isEqualTo(HeldEncoder.vector("sea"));
    assertThat(more).allSatisfy(same -> assertThat(same.join()).isEqualTo(first.join()));
    assertThat(model.batches).containsExactly(List.of("sea"));
  }

  @Test
  void words_asked_before_are_not_encoded_again() {
    model.mayGo.release(100);

    Vector first = encoder.encode("sea", NEVER).join();

    assertThat(encoder.encode("sea", NEVER).join()).isSameAs(first);
    assertThat(model.batches).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void what_waits_while_the_model_is_busy_goes_to_it_as_one_batch(int cached)
      throws InterruptedException {
    use(cached);
    CompletableFuture<Vector> first = encoder.encode("first", NEVER);
    model.entered.acquire();
    CompletableFuture<Vector> a = encoder.encode("a", NEVER);
    CompletableFuture<Vector> b = encoder.encode("bb", NEVER);
    CompletableFuture<Vector> c = encoder.encode("ccc", NEVER);
    model.mayGo.release(100);

    assertThat(first.join()).isEqualTo(HeldEncoder.vector("first"));
    assertThat(a.join()).isEqualTo(HeldEncoder.vector("a"));
    assertThat(b.join()).isEqualTo(HeldEncoder.vector("bb"));
    assertThat(c.join()).isEqualTo(HeldEncoder.vector("ccc"));
    assertThat(model.batches).containsExactly(List.of("first"), List.of("a", "bb", "ccc"));
  }

  @Test
  void what_nobody_waits_for_any_more_never_reaches_the_model() throws InterruptedException {
    CompletableFuture<Vector> first = encoder.encode("first", NEVER);
    model.entered.acquire();
    Deadline left = Deadline.in(3_600_000);
    CompletableFuture<Vector> unwanted = encoder.encode("unwanted", left);
    CompletableFuture<Vector> shared = encoder.encode("shared", left);
    encoder.encode("shared", NEVER);
    CompletableFuture<Vector> late = encoder.encode("late", Deadline.in(-1));
    left.cancel();
    model.mayGo.release(100);

    assertThat(first.join()).isEqualTo(HeldEncoder.vector("first"));
    assertThat(shared.join()).isEqualTo(HeldEncoder.vector("shared"));
    assertThatThrownBy(unwanted::join).hasCauseInstanceOf(TimeoutException.class);
    assertThatThrownBy(late::join).hasCauseInstanceOf(TimeoutException.class);
    assertThat(model.batches).containsExactly(List.of("first"), List.of("shared"));
    assertThat(encoder.encode("unwanted", NEVER).join()).isEqualTo(HeldEncoder.vector("unwanted"));
  }

  @Test
  void a_batch_is_never_larger_than_16() throws InterruptedException {
    CompletableFuture<Vector> first = encoder.encode("first", NEVER);
    model.entered.acquire();
    List<CompletableFuture<Vector>> waiting = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      waiting.add(encoder.encode("words " + i, NEVER));
    }
    model.mayGo.release(100);

    waiting.add(first);
    waiting.forEach(CompletableFuture::join);
    assertThat(model.batches).extracting(List::size).containsExactly(1, 16, 16, 8);
  }

  @Test
  void a_failure_reaches_all_of_the_batch_and_is_not_kept() throws InterruptedException {
    CompletableFuture<Vector> first = encoder.encode("first", NEVER);
    model.entered.acquire();
    CompletableFuture<Vector> a = encoder.encode("a", NEVER);
    CompletableFuture<Vector> b = encoder.encode("b", NEVER);
    model.broken = true;
    model.mayGo.release(2);

    for (CompletableFuture<Vector> each : List.of(first, a, b)) {
      assertThatThrownBy(each::join)
          .isInstanceOf(CompletionException.class)
          .hasRootCauseMessage("out of memory");
    }
    model.broken = false;
    model.mayGo.release(100);
    assertThat(encoder.encode("a", NEVER).join()).isEqualTo(HeldEncoder.vector("a"));
  }

  @Test
  void when_too_many_wait_the_next_is_turned_away() throws InterruptedException {
    List<CompletableFuture<Vector>> taken = new ArrayList<>();
    taken.add(encoder.encode("first", NEVER));
    model.entered.acquire();
    for (int i = 0; i < 1024; i++) {
      taken.add(encoder.encode("words " + i, NEVER));
    }

    assertThatThrownBy(() -> encoder.encode("one too many", NEVER).join())
        .hasCauseInstanceOf(OverloadedException.class);
    model.mayGo.release(1_000);
    taken.forEach(CompletableFuture::join);
  }

  @Test
  void closing_fails_what_still_waits() throws InterruptedException {
    CompletableFuture<Vector> running = encoder.encode("running", NEVER);
    model.entered.acquire();
    CompletableFuture<Vector> waiting = encoder.encode("waiting", NEVER);
    Thread closing = Thread.ofPlatform().start(encoder::close);
    while (!closing.getState().equals(Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    model.mayGo.release(1);
    closing.join();

    assertThat(running.join()).isEqualTo(HeldEncoder.vector("running"));
    assertThatThrownBy(waiting::join).isInstanceOf(CompletionException.class);
    assertThatThrownBy(() -> encoder.encode("late", NEVER).join())
        .isInstanceOf(CompletionException.class);
  }

  private void use(int cached) {
    encoder.close();
    encoder = new QueryEncoder(model, cached);
  }
}
