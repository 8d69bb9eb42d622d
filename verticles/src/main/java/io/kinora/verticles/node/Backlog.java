package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Stage;
import io.kinora.catalog.postgres.JobCounts;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.catalog.postgres.PlanRepository;
import io.kinora.catalog.postgres.PlanRepository.Owed;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies between the catalogue as it was when the work for a new index was planned, and an index
 * that shows all of it: embedding, then publishing, then reading the log. What came into the
 * catalogue since is not waited for: the index that is searched lacks it as well.
 */
final class Backlog {

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final JobRepository jobs;
  private final PlanRepository plans;
  private final OutboxRepository outbox;
  private final Supplier<CompletionStage<Map<Integer, Long>>> ends;
  private volatile @Nullable Settled settled;

  /**
   * @param ends asks the log where it ends now, by shard
   */
  Backlog(
      JobRepository jobs,
      PlanRepository plans,
      OutboxRepository outbox,
      Supplier<CompletionStage<Map<Integer, Long>>> ends) {
    this.jobs = jobs;
    this.plans = plans;
    this.outbox = outbox;
    this.ends = ends;
  }

  /**
   * As counted just now.
   *
   * @param embedding all of it, for all generations
   * @param planned whether the work is planned after what they need
   * @param owed of the embedding what was there when it was planned
   * @param unpublished changes that must come into the log
   * @param ends offsets by shard that an index must have reached; empty as long as anything above
   *     is to be done, or the log cannot be asked
   */
  record Work(
      JobCounts embedding, boolean planned, long owed, long unpublished, Map<Integer, Long> ends) {}

  /**
   * Nothing of a plan is owed any more.
   *
   * @param planning which plan
   * @param lastChange the latest that waited to be published when that was first seen
   * @param ends where the log ended once that was published; empty before
   */
  private record Settled(long planning, long lastChange, Map<Integer, Long> ends) {}

  Future<Work> work(Iterable<Generation> live) {
    return jobs.counts()
        .map(counts -> counts.getOrDefault(Stage.EMBED, JobCounts.NONE))
        .compose(embedding -> work(embedding, JobPlan.of(live)));
  }

  private Future<Work> work(JobCounts embedding, JobPlan plan) {
    return plans
        .owed(plan)
        .compose(
            found -> {
              long owed = found.map(Owed::jobs).orElse(0L);
              return found.isEmpty() || owed > 0
                  ? outbox
                      .size()
                      .map(all -> new Work(embedding, found.isPresent(), owed, all, Map.of()))
                  : settled(found.get()).compose(one -> settledWork(embedding, one));
            });
  }

  private Future<Settled> settled(Owed nothing) {
    Settled before = settled;
    if (before != null && before.planning() == nothing.planning()) {
      return Future.succeededFuture(before);
    }
    return outbox
        .last()
        .map(last -> new Settled(nothing.planning(), last, Map.of()))
        .onSuccess(first -> settled = first);
  }

  private Future<Work> settledWork(JobCounts embedding, Settled one) {
    return outbox
        .size(one.lastChange())
        .compose(
            size ->
                (size > 0 ? Future.succeededFuture(one.ends()) : ends(one))
                    .map(reached -> new Work(embedding, true, 0, size, reached)));
  }

  private Future<Map<Integer, Long>> ends(Settled published) {
    if (!published.ends().isEmpty()) {
      return Future.succeededFuture(published.ends());
    }
    return Future.fromCompletionStage(ends.get())
        .onSuccess(now -> settled = new Settled(published.planning(), published.lastChange(), now))
        .otherwise(
            away -> {
              LOG.debug("Where the log ends cannot be found out", away);
              return Map.of();
            });
  }
}
