package io.kinora.ranking.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * One measure of two configurations over the same queries.
 *
 * @param difference mean of other less base, with its 95 % interval
 * @param p how often a difference as great comes about if it is drawn by lot which value of each
 *     query belongs to which configuration: the two-sided paired randomisation test (Fisher 1935;
 *     Smucker, Allan and Carterette, CIKM 2007). Below 0.05 it is hardly chance
 * @param changes a query that got better or worse each, the greatest gain first
 */
public record Comparison(
    Measure measure, Estimate difference, double p, int queries, List<Change> changes) {

  private static final int DRAWS = 10_000;
  private static final long SEED = 20_261_123;
  private static final double SAME = 1e-9;

  /** A query's values. */
  public record Change(String query, double base, double other) {

    public double gain() {
      return other - base;
    }
  }

  public Comparison {
    changes = List.copyOf(changes);
  }

  /**
   * @throws IllegalArgumentException if the two are not of the same queries
   */
  public static Comparison of(Measure measure, Evaluation base, Evaluation other) {
    if (!base.queries().equals(other.queries())) {
      throw new IllegalArgumentException("evaluations of different queries cannot be compared");
    }
    double[] before = base.values(measure);
    double[] after = other.values(measure);
    double[] differences = new double[before.length];
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < before.length; i++) {
      differences[i] = after[i] - before[i];
      if (Math.abs(differences[i]) > SAME) {
        changes.add(new Change(base.queries().get(i), before[i], after[i]));
      }
    }
    changes.sort(Comparator.comparingDouble(Change::gain).reversed());
    return new Comparison(
        measure, Estimate.ofMean(differences), chance(differences), before.length, changes);
  }

  public long better() {
    return changes.stream().filter(change -> change.gain() > 0).count();
  }

  public long worse() {
    return changes.size() - better();
  }

  /** With the observed draw counted as one, so that it is never 0. */
  private static double chance(double[] differences) {
    double observed = 0;
    for (double difference : differences) {
      observed += difference;
    }
    Random random = new Random(SEED);
    int asGreat = 1;
    for (int d = 0; d < DRAWS; d++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      asGreat += Math.abs(sum) >= Math.abs(observed) - SAME ? 1 : 0;
    }
    return asGreat / (DRAWS + 1.0);
  }
}
