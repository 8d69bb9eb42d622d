package io.kinora.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rings and who hears them. Everything runs on the bell's own context, as in a worker. */
@Timeout(30)
final class BellTest {

  private static final String ADDRESS = "bell.test";
  private static final Duration NEVER = Duration.ofHours(1);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private Bell bell;

  @BeforeEach
  void hang() {
    bell = on(() -> new Bell(vertx, ADDRESS));
    on(() -> bell.next(NEVER)).await();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void a_new_bell_lets_its_worker_look_once() {
    Bell fresh = on(() -> new Bell(vertx, "bell.fresh"));

    assertThat(on(() -> fresh.next(NEVER)).isComplete()).isTrue();
    assertThat(on(() -> fresh.next(NEVER)).isComplete()).isFalse();
  }

  @Test
  void a_ring_wakes_who_waits() {
    Future<Void> next = on(() -> bell.next(NEVER));
    assertThat(next.isComplete()).isFalse();

    Bell.ring(vertx, ADDRESS);

    next.await();
    assertThat(on(() -> bell.next(NEVER)).isComplete()).as("one ring wakes once").isFalse();
  }

  @Test
  void rings_while_nobody_waits_are_remembered_as_one() {
    for (int i = 0; i < 5; i++) {
      Bell.ring(vertx, ADDRESS);
    }
    heard();

    assertThat(on(() -> bell.next(NEVER)).isComplete()).isTrue();
    assertThat(on(() -> bell.next(NEVER)).isComplete()).isFalse();
  }

  @Test
  void without_a_ring_it_wakes_after_the_time_given() {
    on(() -> bell.next(Duration.ofMillis(5))).await();

    assertThat(on(() -> bell.next(NEVER)).isComplete()).isFalse();
  }

  @Test
  void a_ring_after_the_time_ran_out_is_not_lost() {
    on(() -> bell.next(Duration.ofMillis(1))).await();
    Bell.ring(vertx, ADDRESS);
    heard();

    assertThat(on(() -> bell.next(NEVER)).isComplete()).isTrue();
  }

  @Test
  void a_bell_hears_its_own_address_only() {
    Bell.ring(vertx, "bell.other");
    heard();

    assertThat(on(() -> bell.next(NEVER)).isComplete()).isFalse();
  }

  @Test
  void closing_ends_the_wait() {
    Future<Void> next = on(() -> bell.next(NEVER));

    on(() -> bell.close()).await();

    next.await();
  }

  /** Waits until what was rung has been delivered: what is sent to one context arrives in order. */
  private void heard() {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    on(() -> vertx.eventBus().consumer("marker", marker -> arrived.complete(null)));
    vertx.eventBus().publish("marker", null);
    arrived.join();
  }

  private <T> T on(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        go -> {
          try {
            result.complete(work.call());
          } catch (Exception failure) {
            result.completeExceptionally(failure);
          }
        });
    return result.join();
  }
}
