package io.kinora.verticles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fixed number of threads with a bounded queue. */
@Timeout(30)
final class BoundedPoolTest {

  @Test
  void work_runs_on_its_named_threads_and_its_result_arrives() {
    try (BoundedPool pool = new BoundedPool("lucene", 1, 1)) {
      Future<String> name = pool.run(() -> Thread.currentThread().getName());

      assertThat(name.await()).isEqualTo("lucene-1");
    }
  }

  @Test
  void a_full_queue_turns_work_away_at_once_and_takes_it_again_later() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayGo = new CountDownLatch(1);
    try (BoundedPool pool = new BoundedPool("lucene", 1, 2)) {
      Future<Integer> running =
          pool.run(
              () -> {
                started.countDown();
                mayGo.await();
                return 1;
              });
      started.await();
      Future<Integer> second = pool.run(() -> 2);
      Future<Integer> third = pool.run(() -> 3);
      assertThat(pool.waiting()).isEqualTo(2);

      Future<Integer> turnedAway = pool.run(() -> 4);

      assertThat(turnedAway.cause())
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("lucene");
      assertThat(((OverloadedException) turnedAway.cause()).retryAfterSeconds()).isPositive();
      mayGo.countDown();
      assertThat(Future.all(running, second, third).await().<Integer>list())
          .containsExactly(1, 2, 3);
      assertThat(pool.run(() -> 5).await()).isEqualTo(5);
    }
  }

  @Test
  void a_failure_or_an_error_of_the_work_is_the_futures_and_the_thread_lives_on() {
    try (BoundedPool pool = new BoundedPool("lucene", 1, 2)) {
      Future<Object> failed =
          pool.run(
              () -> {
                throw new IOException("disk");
              });
      Future<Object> error =
          pool.run(
              () -> {
                throw new StackOverflowError("deep");
              });

      assertThatThrownBy(failed::await).isInstanceOf(IOException.class).hasMessage("disk");
      assertThatThrownBy(error::await).isInstanceOf(StackOverflowError.class);
      assertThat(pool.run(() -> 1).await()).isEqualTo(1);
    }
  }

  @Test
  void work_that_still_waits_when_closing_has_lost_patience_fails_rather_than_hang()
      throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    BoundedPool pool = new BoundedPool("lucene", 1, 10, Duration.ofMillis(1));
    Future<Object> running =
        pool.run(
            () -> {
              started.countDown();
              never.await();
              return 1;
            });
    started.await();
    Future<Integer> queued = pool.run(() -> 2);

    pool.close();

    assertThat(queued.cause()).isInstanceOf(OverloadedException.class);
    assertThatThrownBy(running::await).isInstanceOf(InterruptedException.class);
  }

  @Test
  void closing_lets_queued_work_finish_and_takes_no_more() {
    BoundedPool pool = new BoundedPool("lucene", 1, 10);
    Future<Integer> queued = pool.run(() -> 1);

    pool.close();

    assertThat(queued.result()).isEqualTo(1);
    assertThat(pool.run(() -> 2).cause()).isInstanceOf(OverloadedException.class);
  }
}
