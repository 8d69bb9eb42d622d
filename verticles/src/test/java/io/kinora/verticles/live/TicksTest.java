package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void time_passes_on_the_loop_that_it_is_for_whoever_starts_it() {
    Vertx vertx = Vertx.vertx();
    try {
      Context loop = vertx.getOrCreateContext();
      CompletableFuture<Thread> of = new CompletableFuture<>();
      CompletableFuture<Thread> seen = new CompletableFuture<>();
      loop.runOnContext(go -> of.complete(Thread.currentThread()));
      Ticks ticks = new Ticks(loop, 1, () -> seen.complete(Thread.currentThread()));

      Thread.ofPlatform().start(ticks::start);

      assertThat(seen.join()).isSameAs(of.join());
      ticks.stop();
    } finally {
      vertx.close().await();
    }
  }
}
