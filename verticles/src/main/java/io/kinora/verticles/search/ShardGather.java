package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.SharedKeys;
import io.kinora.search.StageTime;
import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.search.ReplicaCalls.Answered;
import io.kinora.verticles.shard.ShardMessages.Answer;
import io.kinora.verticles.shard.ShardMessages.Content;
import io.kinora.verticles.shard.ShardMessages.Search;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Scatters a query over one replica of each shard and gathers what comes back in time. Called on a
 * virtual thread.
 */
final class ShardGather {

  /** What is kept of the budget for fusing, ranking and fetching. */
  private static final double SHARE_OF_RETRIEVAL = 0.8;

  /**
   * What all shards together answered.
   *
   * @param answeredBy node by shard
   * @param facetsAtLeast the facets whose counts may be too low
   * @param keys of all that match, or null if the query does not limit just one key
   * @param cutShort whether a shard that answered ran out of time
   */
  record Gathered(
      List<Candidate> candidates,
      long total,
      boolean exact,
      Map<String, Map<String, Long>> facets,
      Map<Integer, String> answeredBy,
      List<String> facetsAtLeast,
      @Nullable SharedKeys keys,
      boolean cutShort) {

    /**
     * What this and a deeper look at the same found. Facets and keys are these: the deeper one may
     * have had little time, and counts must not depend on how far somebody pages.
     */
    Gathered deepenedBy(Gathered deeper) {
      Map<Integer, String> nodes = new HashMap<>(answeredBy);
      nodes.putAll(deeper.answeredBy);
      return new Gathered(
          deeper.candidates.size() > candidates.size() ? deeper.candidates : candidates,
          Math.max(total, deeper.total),
          deeper.total > total ? deeper.exact : exact,
          facets,
          nodes,
          facetsAtLeast,
          keys,
          cutShort || deeper.cutShort);
    }
  }

  private final ReplicaCalls replicas;
  private final ShardRouting routing;

  ShardGather(ReplicaCalls replicas, ShardRouting routing) {
    this.replicas = replicas;
    this.routing = routing;
  }

  /**
   * @param affinity equal for equal questions: they go to the same replicas
   * @throws OverloadedException if no shard had room
   * @throws TimeoutException if no shard answered in time
   */
  Gathered search(ShardQuery query, int affinity, Account account) throws TimeoutException {
    long budget = Math.max(1, (long) (account.deadline().remainingMillis() * SHARE_OF_RETRIEVAL));
    Search question = new Search(query, account.deadline().within(budget));
    Told<Answer> told = replicas.askEvery(routing, affinity, Question.of(question), budget);
    told.requireAny();
    told.silent().forEach((shard, why) -> account.missing("shard " + shard + ": " + why));
    List<ShardAnswer> answers = new ArrayList<>(told.answers().size());
    Map<Integer, String> answeredBy = new HashMap<>();
    boolean whole = told.silent().isEmpty();
    for (Map.Entry<Integer, Answered<Answer>> one : told.answers().entrySet()) {
      String shard = "shard " + one.getKey() + ": ";
      Answer answer = one.getValue().body();
      answeredBy.put(one.getKey(), one.getValue().node());
      answers.add(answer.found());
      if (answer.stale()) {
        whole = false;
        account.missing(shard + "it is still catching up with what is new");
      }
      for (String cut : answer.found().cutShort()) {
        account.missing(shard + cut + " ran out of time");
      }
    }
    account.include(slowest(answers));
    return merge(query, answers, whole, answeredBy);
  }

  /** What the shard of a video knows of its content. */
  Future<VideoContent> content(String id, Deadline deadline) {
    int shard = routing.shardOf(id);
    Question<VideoContent> question = Question.of(new Content(id, deadline));
    return replicas
        .ask(replicas.nodes(shard, 0), shard, question, deadline.remainingMillis())
        .map(Answered::body)
        .recover(
            failure -> {
              try {
                return Future.failedFuture(Told.refusal(failure));
              } catch (TimeoutException late) {
                return Future.failedFuture(late);
              }
            });
  }

  /**
   * @param whole every shard answered, and none is behind
   */
  private static Gathered merge(
      ShardQuery query, List<ShardAnswer> answers, boolean whole, Map<Integer, String> answeredBy) {
    List<Candidate> candidates =
        answers.size() == 1 ? answers.getFirst().candidates() : new ArrayList<>();
    long total = 0;
    boolean exact = whole;
    boolean cutShort = false;
    SharedKeys keys = answers.isEmpty() ? null : answers.getFirst().keys();
    for (ShardAnswer answer : answers) {
      if (answers.size() > 1) {
        candidates.addAll(answer.candidates());
      }
      total += answer.total();
      exact &= answer.exact();
      cutShort |= !answer.cutShort().isEmpty();
      if (keys != null && answer.keys() != null && answer != answers.getFirst()) {
        keys = keys.and(answer.keys());
      }
    }
    FacetMerge facets = FacetMerge.of(query.facets().fields(), answers, whole);
    return new Gathered(
        candidates, total, exact, facets.counts(), answeredBy, facets.atLeast(), keys, cutShort);
  }

  /** Shards run side by side, so what a stage cost is what it cost the slowest. */
  private static List<StageTime> slowest(List<ShardAnswer> answers) {
    if (answers.size() == 1) {
      return answers.getFirst().stages();
    }
    Map<String, StageTime> stages = new LinkedHashMap<>();
    for (ShardAnswer answer : answers) {
      for (StageTime stage : answer.stages()) {
        stages.merge(stage.name(), stage, ShardGather::sideBySide);
      }
    }
    return List.copyOf(stages.values());
  }

  private static StageTime sideBySide(StageTime a, StageTime b) {
    return new StageTime(
        a.name(), Math.max(a.ms(), b.ms()), sum(a.in(), b.in()), sum(a.out(), b.out()));
  }

  private static int sum(int a, int b) {
    return a < 0 || b < 0 ? -1 : a + b;
  }
}
