package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.search.Deadline;
import io.kinora.search.filter.Filter;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.SuggestService;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The suggestions of a node. They and searches are let in by the same bound. */
public final class Suggests implements SuggestService {

  /** Later than this a viewer has typed on. */
  private static final long BUDGET_MS = 50;

  private static final long WARM_UP_BUDGET_MS = 2_000;
  private static final List<String> WARM_UP_WORDS = List.of("how to make", "the ctiy at nihgt");

  private final Vertx vertx;
  private final SearchLimit limit;
  private final List<SuggestVerticle> verticles = new ArrayList<>();
  private final List<String> deployments = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  private Suggests(Vertx vertx, SearchLimit limit) {
    this.vertx = vertx;
    this.limit = limit;
  }

  /**
   * @param threads how many are worked on at a time
   * @param limit of the searches beside which they run
   */
  public static Future<Suggests> deploy(
      Vertx vertx,
      ShardRouting routing,
      ReplicaCalls replicas,
      PastQueries pastQueries,
      int threads,
      SearchLimit limit) {
    SuggestGather gather = new SuggestGather(replicas, routing, pastQueries);
    Suggests suggests = new Suggests(vertx, limit);
    DeploymentOptions virtual =
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    List<Future<String>> deployed = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      SuggestVerticle verticle = new SuggestVerticle(gather);
      suggests.verticles.add(verticle);
      deployed.add(vertx.deployVerticle(verticle, virtual));
    }
    return Future.all(deployed)
        .map(
            all -> {
              deployed.forEach(id -> suggests.deployments.add(id.result()));
              return suggests;
            });
  }

  /** Ends what was deployed. */
  public Future<Void> close() {
    return Future.join(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
  }

  /**
   * Types a few words, letter by letter, so that the first viewer does not wait for class loading.
   */
  public Future<Void> warmUp() {
    Future<?> done = Future.succeededFuture();
    for (String words : WARM_UP_WORDS) {
      for (int typed = 1; typed <= words.length(); typed++) {
        SuggestQuery query = new SuggestQuery(words.substring(0, typed), 10, Filter.ALL, null);
        done =
            done.transform(
                before -> verticles.getFirst().suggest(query, Deadline.in(WARM_UP_BUDGET_MS)));
      }
    }
    return done.transform(last -> Future.<Void>succeededFuture());
  }

  @Override
  public void requireRoom() {
    limit.requireRoom();
  }

  @Override
  public Future<SuggestResponse> suggest(SuggestQuery query, Future<?> left) {
    Deadline deadline = Deadline.in(BUDGET_MS);
    SearchLimit.Place place;
    try {
      place = limit.enter();
    } catch (OverloadedException full) {
      return Future.failedFuture(full);
    }
    left.onComplete(gone -> deadline.cancel());
    Context caller = vertx.getOrCreateContext();
    Promise<SuggestResponse> answer = Promise.promise();
    SuggestVerticle turn = verticles.get(Math.floorMod(next.getAndIncrement(), verticles.size()));
    turn.suggest(query, deadline)
        .onComplete(
            result -> {
              place.leave(); // what it took says nothing of how long a search takes
              caller.runOnContext(back -> answer.handle(result));
            });
    return answer.future();
  }
}
