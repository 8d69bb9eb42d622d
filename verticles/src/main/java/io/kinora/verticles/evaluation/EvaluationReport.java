package io.kinora.verticles.evaluation;

import io.kinora.ranking.evaluation.Comparison;
import io.kinora.ranking.evaluation.Evaluation;
import io.kinora.ranking.evaluation.Judgements;
import io.kinora.ranking.evaluation.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found, for people and for programs.
 *
 * @param title names the collection
 * @param facts about the run, in the order shown: name -> value
 * @param modes one entry a mode, as configured
 * @param others what they are compared with: another configuration, another engine
 * @param pairs which is compared with which
 * @param words of the judged queries, by id
 */
public record EvaluationReport(
    String title,
    Map<String, String> facts,
    List<Entry> modes,
    List<Entry> others,
    List<Pair> pairs,
    Judgements judgements,
    Map<String, String> words) {

  /** The measure that decides, by which queries are said to be better or worse. */
  public static final Measure MAIN = new Measure.Ndcg(10);

  /** The measures that tables show. */
  static final List<Measure> SHOWN =
      List.of(
          MAIN,
          new Measure.ReciprocalRank(Integer.MAX_VALUE),
          new Measure.AveragePrecision(),
          new Measure.Precision(10),
          new Measure.Recall(10),
          new Measure.Recall(100));

  /**
   * One configuration's answers.
   *
   * @param name unique in the report
   */
  public record Entry(String name, TrecRun run, Evaluation evaluation) {}

  /** Is the other better than the base? */
  public record Pair(Entry base, Entry other) {

    public Comparison by(Measure measure) {
      return Comparison.of(measure, base.evaluation, other.evaluation);
    }
  }

  /** Modes, then what they are compared with. */
  List<Entry> entries() {
    List<Entry> all = new ArrayList<>(modes);
    all.addAll(others);
    return all;
  }

  /** How a measure is written in tables. */
  static String heading(Measure measure) {
    return switch (measure) {
      case Measure.Ndcg ndcg -> "nDCG@" + ndcg.depth();
      case Measure.ReciprocalRank rank ->
          rank.depth() == Integer.MAX_VALUE ? "MRR" : "MRR@" + rank.depth();
      case Measure.AveragePrecision all -> "MAP";
      case Measure.Precision precision -> "P@" + precision.depth();
      case Measure.Recall recall -> "recall@" + recall.depth();
    };
  }
}
