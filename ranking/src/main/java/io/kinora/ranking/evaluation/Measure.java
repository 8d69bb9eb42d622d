package io.kinora.ranking.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How good one ranked list is, 0 to 1. A document is relevant if its grade is above 0; one that
 * nobody judged is not.
 */
public sealed interface Measure {

  /** The measures that are reported, the most telling first. */
  List<Measure> ALL =
      List.of(
          new Ndcg(10),
          new Ndcg(100),
          new ReciprocalRank(Integer.MAX_VALUE),
          new ReciprocalRank(10),
          new AveragePrecision(),
          new Precision(1),
          new Precision(5),
          new Precision(10),
          new Recall(10),
          new Recall(100));

  /** As in reports: {@code ndcg@10}. */
  String name();

  /**
   * @param ranked ids, best first, each at most once
   * @param grades of the query's judged documents
   * @return 0 if nothing that was judged is relevant
   */
  double of(List<String> ranked, Map<String, Integer> grades);

  /**
   * Normalised discounted cumulative gain: the sum of grade / log2(rank + 1) over the first {@code
   * depth}, divided by the greatest such sum that the judgements allow (Järvelin and Kekäläinen,
   * TOIS 2002; gain = grade as in trec_eval).
   */
  record Ndcg(int depth) implements Measure {

    @Override
    public String name() {
      return "ndcg@" + depth;
    }

    @Override
    public double of(List<String> ranked, Map<String, Integer> grades) {
      List<Integer> best = grades.values().stream().sorted(Comparator.reverseOrder()).toList();
      double ideal = gain(best);
      List<Integer> found =
          ranked.stream().limit(depth).map(id -> grades.getOrDefault(id, 0)).toList();
      return ideal == 0 ? 0 : gain(found) / ideal;
    }

    private double gain(List<Integer> grades) {
      double sum = 0;
      for (int i = 0; i < Math.min(depth, grades.size()); i++) {
        sum += Math.max(0, grades.get(i)) / (Math.log(i + 2) / Math.log(2));
      }
      return sum;
    }
  }

  /**
   * One over the rank of the first relevant document, 0 if it is not among the first {@code depth}.
   * Its mean over queries is MRR.
   */
  record ReciprocalRank(int depth) implements Measure {

    @Override
    public String name() {
      return depth == Integer.MAX_VALUE ? "mrr" : "mrr@" + depth;
    }

    @Override
    public double of(List<String> ranked, Map<String, Integer> grades) {
      for (int i = 0; i < Math.min(depth, ranked.size()); i++) {
        if (relevant(ranked.get(i), grades)) {
          return 1.0 / (i + 1);
        }
      }
      return 0;
    }
  }

  /**
   * The mean, over all relevant documents, of the precision at each one's rank; 0 for those not
   * found. Its mean over queries is MAP.
   */
  record AveragePrecision() implements Measure {

    @Override
    public String name() {
      return "map";
    }

    @Override
    public double of(List<String> ranked, Map<String, Integer> grades) {
      long relevant = relevant(grades);
      int found = 0;
      double sum = 0;
      for (int i = 0; i < ranked.size(); i++) {
        if (relevant(ranked.get(i), grades)) {
          found++;
          sum += (double) found / (i + 1);
        }
      }
      return relevant == 0 ? 0 : sum / relevant;
    }
  }

  /** The relevant share of the first {@code depth} places; a place left empty is not relevant. */
  record Precision(int depth) implements Measure {

    @Override
    public String name() {
      return "precision@" + depth;
    }

    @Override
    public double of(List<String> ranked, Map<String, Integer> grades) {
      return (double) found(ranked, depth, grades) / depth;
    }
  }

  /** The share of the relevant documents that is among the first {@code depth}. */
  record Recall(int depth) implements Measure {

    @Override
    public String name() {
      return "recall@" + depth;
    }

    @Override
    public double of(List<String> ranked, Map<String, Integer> grades) {
      long relevant = relevant(grades);
      return relevant == 0 ? 0 : (double) found(ranked, depth, grades) / relevant;
    }
  }

  private static boolean relevant(String id, Map<String, Integer> grades) {
    return grades.getOrDefault(id, 0) > 0;
  }

  private static long relevant(Map<String, Integer> grades) {
    return grades.values().stream().filter(grade -> grade > 0).count();
  }

  private static long found(List<String> ranked, int depth, Map<String, Integer> grades) {
    return ranked.stream().limit(depth).filter(id -> relevant(id, grades)).count();
  }
}
