package io.kinora.verticles.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.ViewerState;
import io.kinora.verticles.FeedService.Page;
import io.kinora.verticles.Identity;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedVerticleTest {

  @Test
  void a_feed_that_waits_for_its_viewer_holds_up_no_other() {
    Promise<ViewerState> slow = Promise.promise();
    Queue<Future<ViewerState>> states =
        new ConcurrentLinkedQueue<>(
            List.of(slow.future(), Future.succeededFuture(ViewerState.NOTHING)));
    withFeeds(
        states,
        feeds -> {
          Future<Page> first = feed(feeds);
          Page second = feed(feeds).await();
          slow.complete(ViewerState.NOTHING);

          assertThat(second.missing()).isEmpty();
          assertThat(first.await().missing()).isEmpty();
        });
  }

  private static void withFeeds(
      Queue<Future<ViewerState>> states, Consumer<FeedVerticle> statements) {
    Shelf shelf = new Shelf().add("a", "harbour", 1);
    FeedVerticle feeds =
        new FeedVerticle(
            new KnownViewer(states::remove), (window, most) -> List.of(), shelf, shelf);
    Vertx vertx = Vertx.vertx();
    try {
      vertx
          .deployVerticle(
              feeds, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
          .await();
      statements.accept(feeds);
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void one_whose_viewer_does_not_come_goes_without_and_later_ones_are_answered() {
    Promise<ViewerState> late = Promise.promise();
    Queue<Future<ViewerState>> states = new ConcurrentLinkedQueue<>(List.of(late.future()));
    for (int i = 0; i < 5; i++) {
      states.add(Future.succeededFuture(ViewerState.NOTHING));
    }
    withFeeds(
        states,
        feeds -> {
          assertThat(feed(feeds).await().missing()).singleElement().asString().contains("viewer");
          assertThat(feed(feeds).await().missing()).isEmpty();
          late.complete(ViewerState.NOTHING);
          for (int i = 0; i < 4; i++) {
            assertThat(feed(feeds).await().missing()).isEmpty();
          }
        });
  }

  private static Future<Page> feed(FeedVerticle feeds) {
    return feeds.feed(new Identity.Login("ada"), 10, null, Promise.promise().future());
  }
}
