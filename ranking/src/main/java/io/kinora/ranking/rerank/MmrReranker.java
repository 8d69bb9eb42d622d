package io.kinora.ranking.rerank;

import io.kinora.catalog.InvalidValueException;
import io.kinora.ranking.Ranked;
import io.kinora.search.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): next comes whichever has most
 * of
 *
 * <pre>(1 - diversity) * relevance - diversity * similarity to the most alike already chosen</pre>
 *
 * with the scores of the reordered candidates scaled to 0 to 1 as their relevance, so that it means
 * the same whatever fusion made them. A similarity below 0 counts as 0. Only the top of the list is
 * reordered; what lies deeper follows as it was.
 */
public final class MmrReranker implements Reranker {

  /** How alike two candidates are, by id, -1 to 1. */
  public interface Similarity extends ToDoubleBiFunction<String, String> {}

  private final double diversity;
  private final int top;
  private final Function<List<String>, Similarity> similarities;

  /**
   * @param diversity 0 (best first) to 1 (as unlike as can be)
   * @param top how many are reordered, those shown before included
   * @param similarities asked once a list, for all that may be compared
   */
  public MmrReranker(double diversity, int top, Function<List<String>, Similarity> similarities) {
    if (!(diversity >= 0 && diversity <= 1)) {
      throw new InvalidValueException("diversity", diversity, "0 to 1");
    }
    this.diversity = diversity;
    this.top = top;
    this.similarities = similarities;
  }

  @Override
  public String name() {
    return "diversify";
  }

  @Override
  public List<Ranked> rerank(List<Ranked> shown, List<Ranked> rest) {
    int free = Math.min(rest.size(), top - shown.size());
    if (free < 1 || diversity == 0) {
      return rest;
    }
    List<Ranked> pool = new ArrayList<>(shown);
    pool.addAll(rest.subList(0, free));
    List<Ranked> ordered = new ArrayList<>(rest.size());
    Choice choice = new Choice(pool, similarities.apply(pool.stream().map(Ranked::id).toList()));
    for (int i = 0; i < shown.size(); i++) {
      choice.take(i);
    }
    for (int i = 0; i < free; i++) {
      ordered.add(choice.next());
    }
    ordered.addAll(rest.subList(free, rest.size()));
    return ordered;
  }

  /** Who has been chosen, and how alike the others are to them. */
  private final class Choice {
    private final List<Ranked> pool;
    private final Similarity similarity;
    private final double low;
    private final double high;
    private final boolean[] taken;
    private final double[] alike;
    private final @Nullable String[] whom;

    Choice(List<Ranked> pool, Similarity similarity) {
      this.pool = pool;
      this.similarity = similarity;
      this.low = pool.stream().mapToDouble(Ranked::score).min().orElse(0);
      this.high = pool.stream().mapToDouble(Ranked::score).max().orElse(0);
      this.taken = new boolean[pool.size()];
      this.alike = new double[pool.size()];
      this.whom = new String[pool.size()];
    }

    void take(int chosen) {
      taken[chosen] = true;
      String id = pool.get(chosen).id();
      for (int i = 0; i < taken.length; i++) {
        if (!taken[i]) {
          double now = similarity.applyAsDouble(id, pool.get(i).id());
          if (now > alike[i]) {
            alike[i] = now;
            whom[i] = id;
          }
        }
      }
    }

    Ranked next() {
      int best = -1;
      for (int i = 0; i < taken.length; i++) {
        if (!taken[i] && (best < 0 || marginal(i) > marginal(best))) {
          best = i;
        }
      }
      Ranked chosen = explained(best);
      take(best);
      return chosen;
    }

    private double marginal(int i) {
      return (1 - diversity) * relevance(i) - diversity * alike[i];
    }

    private double relevance(int i) {
      return high > low ? Math.clamp((pool.get(i).score() - low) / (high - low), 0, 1) : 1;
    }

    private Ranked explained(int i) {
      Ranked ranked = pool.get(i);
      Explanation score = ranked.explanation();
      if (score == null) {
        return ranked;
      }
      Explanation relevance =
          Explanation.of(
              relevance(i),
              "relevance, scale of:",
              score,
              Explanation.of(low, "least score of those reordered"),
              Explanation.of(high, "greatest score of those reordered"));
      String nearest = whom[i];
      return ranked.withExplanation(
          Explanation.of(
              marginal(i),
              "marginal relevance, difference of:",
              Explanation.of(
                  (1 - diversity) * relevance(i),
                  "product of:",
                  Explanation.of(1 - diversity, "1 - diversity"),
                  relevance),
              Explanation.of(
                  diversity * alike[i],
                  "product of:",
                  Explanation.of(diversity, "diversity"),
                  Explanation.of(
                      alike[i],
                      nearest == null
                          ? "similarity to those before it"
                          : "similarity to " + nearest + " before it"))));
    }
  }
}
