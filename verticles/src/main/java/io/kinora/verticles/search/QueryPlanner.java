package io.kinora.verticles.search;

import io.kinora.catalog.Vector;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Deadline;
import io.kinora.search.Mode;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Decides which retrievers answer a request, and encodes its words where one goes by vectors. */
final class QueryPlanner {

  private final QueryVectors vectors;
  private final VectorSpaces spaces;

  QueryPlanner(QueryVectors vectors, VectorSpaces spaces) {
    this.vectors = vectors;
    this.spaces = spaces;
  }

  /**
   * @param inPlay the retrievers that an operator has not switched off
   * @throws TimeoutException if vectors are all there is to go by and they were not made in time
   */
  RetrievalPlan plan(SearchRequest request, String words, Set<Retriever> inPlay, Account account)
      throws TimeoutException {
    boolean reading = inPlay.contains(Retriever.SEMANTIC);
    boolean seeing = inPlay.contains(Retriever.FRAME) || inPlay.contains(Retriever.VIDEO);
    RetrievalPlan.Needs needs =
        RetrievalPlan.needs(
            request, words, vectors.canText() && reading, vectors.canSight() && seeing);
    // Words can do without vectors and must not be starved by them; where vectors are all there is,
    // they are worth nearly the whole budget.
    double share = request.mode() == Mode.HYBRID ? 0.5 : 0.8;
    Deadline until =
        account.deadline().within((long) (account.deadline().remainingMillis() * share));
    CompletableFuture<Vector> text = needs.text() ? vectors.inTextSpace(words, until) : null;
    CompletableFuture<Vector> sight = needs.sight() ? vectors.inSightSpace(words, until) : null;
    Vector inText = await(text, "meaning (encoding the words)", until, account);
    Vector inSight = await(sight, "sight (encoding the words)", until, account);
    RetrievalPlan plan =
        RetrievalPlan.of(request, words, spaces, inText, inSight).only(inPlay, request);
    boolean wantedOnlyVectors = (needs.text() || needs.sight()) && plan.retrievers().isEmpty();
    if (wantedOnlyVectors) {
      throw new TimeoutException("the words could not be encoded in time");
    }
    return plan;
  }

  private static @Nullable Vector await(
      @Nullable CompletableFuture<Vector> vector, String what, Deadline until, Account account) {
    if (vector == null) {
      return null;
    }
    try {
      return vector.get(Math.max(1, until.remainingMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      account.missing(what + " took too long");
    } catch (ExecutionException failed) {
      account.missing(what + " failed");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      account.missing(what + " was interrupted");
    }
    return null;
  }
}
