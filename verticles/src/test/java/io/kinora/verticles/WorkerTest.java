package io.kinora.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker on a virtual thread of a real Vert.x. */
@Timeout(30)
final class WorkerTest {

  private static final String ADDRESS = "bell.work";

  /** What one step does. */
  private interface Step {
    boolean run(int number) throws Exception;
  }

  private static final class CountingVerticle extends Worker {

    final AtomicInteger steps = new AtomicInteger();
    final AtomicInteger released = new AtomicInteger();
    final Semaphore done = new Semaphore(0);
    private final Step step;

    CountingVerticle(Step step) {
      super(ADDRESS, Duration.ofHours(1));
      this.step = step;
    }

    /** Without a bell. */
    CountingVerticle(Duration idle, Step step) {
      super(idle);
      this.step = step;
    }

    @Override
    protected boolean step() throws Exception {
      try {
        return step.run(steps.incrementAndGet());
      } finally {
        done.release();
      }
    }

    @Override
    protected void release() {
      released.incrementAndGet();
    }
  }

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void it_works_on_as_long_as_there_is_something_to_do() throws InterruptedException {
    CountingVerticle worker = new CountingVerticle(number -> number < 5);
    deploy(worker);

    // The fifth step finds nothing, and a new bell has rung once: one more look, then rest.
    worker.done.acquire(6);
    assertThat(worker.steps).hasValue(6);
  }

  @Test
  void a_ring_wakes_it() throws InterruptedException {
    CountingVerticle worker = new CountingVerticle(number -> false);
    deploy(worker);
    worker.done.acquire(2);

    Bell.ring(vertx, ADDRESS);

    worker.done.acquire();
    assertThat(worker.steps).hasValue(3);
  }

  @Test
  void a_ring_while_it_works_is_not_lost() throws InterruptedException {
    Semaphore entered = new Semaphore(0);
    Semaphore mayGo = new Semaphore(0);
    CountingVerticle worker =
        new CountingVerticle(
            number -> {
              if (number == 3) {
                entered.release();
                mayGo.acquire();
              }
              return false;
            });
    deploy(worker);
    worker.done.acquire(2);
    Bell.ring(vertx, ADDRESS);
    entered.acquire();

    Bell.ring(vertx, ADDRESS);
    mayGo.release();

    worker.done.acquire(2);
    assertThat(worker.steps).hasValue(4);
  }

  @Test
  void a_failing_step_is_tried_again_and_what_is_wrong_is_told_until_it_works()
      throws InterruptedException {
    Semaphore seen = new Semaphore(0);
    CountingVerticle[] self = new CountingVerticle[1];
    String[] trouble = new String[1];
    self[0] =
        new CountingVerticle(
            number -> {
              if (number == 1) {
                throw new IllegalStateException("the store is away");
              }
              if (number == 2) {
                trouble[0] = self[0].trouble();
                seen.release();
                return true;
              }
              return false;
            });
    deploy(self[0]);

    seen.acquire();
    self[0].done.acquire(4);
    assertThat(trouble[0]).isEqualTo("the store is away");
    assertThat(self[0].trouble()).isEmpty();
  }

  @Test
  void even_an_error_does_not_end_it() throws InterruptedException {
    CountingVerticle worker =
        new CountingVerticle(
            number -> {
              if (number == 1) {
                throw new UnsatisfiedLinkError("no such library");
              }
              return false;
            });
    deploy(worker);

    worker.done.acquire(3);
    assertThat(worker.steps).hasValueGreaterThanOrEqualTo(3);
  }

  @Test
  void stopping_ends_a_rest_and_gives_back_once() throws InterruptedException {
    CountingVerticle worker = new CountingVerticle(number -> false);
    String id = deploy(worker);
    worker.done.acquire(2);

    vertx.undeploy(id).await();

    assertThat(worker.released).hasValue(1);
    Bell.ring(vertx, ADDRESS);
    assertThat(worker.steps).hasValue(2);
  }

  @Test
  void one_that_nobody_wakes_looks_again_by_itself_and_stopping_ends_its_rest()
      throws InterruptedException {
    CountingVerticle restless = new CountingVerticle(Duration.ofMillis(1), number -> false);
    CountingVerticle resting = new CountingVerticle(Duration.ofHours(1), number -> false);
    deploy(restless);
    String id = deploy(resting);

    restless.done.acquire(5);
    resting.done.acquire();
    vertx.undeploy(id).await();

    assertThat(resting.steps).hasValue(1);
    assertThat(resting.released).hasValue(1);
  }

  @Test
  void stopping_a_worker_that_always_has_work_ends_it_after_the_step() throws InterruptedException {
    CountingVerticle worker =
        new CountingVerticle(
            number -> {
              vertx.timer(1).await();
              return true;
            });
    String id = deploy(worker);
    worker.done.acquire(3);

    vertx.undeploy(id).await();

    int steps = worker.steps.get();
    assertThat(worker.released).hasValue(1);
    assertThat(worker.done.availablePermits() + 3).as("no step was cut").isEqualTo(steps);
  }

  @Test
  void stopping_a_worker_that_waits_to_try_again_ends_it() throws InterruptedException {
    CountingVerticle worker =
        new CountingVerticle(
            number -> {
              throw new IllegalStateException("never works");
            });
    String id = deploy(worker);
    worker.done.acquire();

    vertx.undeploy(id).await();

    assertThat(worker.released).hasValue(1);
  }

  @Test
  void its_name_is_what_people_call_it() {
    assertThat(new CountingVerticle(number -> false).name()).isEqualTo("counting");
  }

  private String deploy(Worker worker) {
    return vertx
        .deployVerticle(
            worker, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
        .await();
  }
}
