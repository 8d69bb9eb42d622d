package io.kinora.search.fusion;

import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.util.ArrayList;
import java.util.List;

/**
 * The weighted mean of normalised scores, 0 to 1. Only retrievers in play share in the mean, so a
 * search by words alone reaches 1 just as a hybrid one does.
 */
public final class WeightedFusion implements Fusion {

  private final FusionWeights weights;
  private final Normalisation normalisation;

  public WeightedFusion(FusionWeights weights, Normalisation normalisation) {
    this.weights = weights;
    this.normalisation = normalisation;
  }

  /** A retriever's part: its share of the mean and how its scores are normalised. */
  private record Part(ScoreColumn column, double share, Normalisation.Scale scale) {

    double of(int candidate) {
      return column.has(candidate) ? share * scale.of(column.scores()[candidate]) : 0;
    }
  }

  @Override
  public List<Fused> fuse(List<Candidate> candidates, boolean explain) {
    List<Part> parts = parts(candidates);
    List<Fused> fused = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      double score = 0;
      for (Part part : parts) {
        score += part.of(i);
      }
      fused.add(
          new Fused(
              candidates.get(i),
              score,
              explain ? explained(parts, i, candidates.get(i), score) : null));
    }
    return fused;
  }

  private List<Part> parts(List<Candidate> candidates) {
    List<ScoreColumn> inPlay = new ArrayList<>();
    double total = 0;
    for (Retriever retriever : Retriever.values()) {
      ScoreColumn column = ScoreColumn.of(retriever, candidates);
      if (weights.of(retriever) > 0 && !column.isEmpty()) {
        inPlay.add(column);
        total += weights.of(retriever);
      }
    }
    List<Part> parts = new ArrayList<>(inPlay.size());
    for (ScoreColumn column : inPlay) {
      double share = weights.of(column.retriever()) / total;
      parts.add(new Part(column, share, normalisation.scale(column)));
    }
    return parts;
  }

  private static Explanation explained(
      List<Part> parts, int index, Candidate candidate, double score) {
    List<Explanation> terms = new ArrayList<>(parts.size());
    for (Part part : parts) {
      terms.add(explained(part, index, candidate));
    }
    return new Explanation(score, "fused score, sum of:", terms);
  }

  private static Explanation explained(Part part, int index, Candidate candidate) {
    Retriever retriever = part.column.retriever();
    Explanation share = Explanation.of(part.share, retriever.key() + "'s share of the weights");
    if (!part.column.has(index)) {
      return Explanation.of(
          0, "product of:", share, Explanation.of(0, retriever.key() + " has nothing to compare"));
    }
    Normalisation.Scale scale = part.scale;
    return Explanation.of(
        part.of(index),
        "product of:",
        share,
        Explanation.of(
            scale.of(part.column.scores()[index]),
            retriever.key() + " by " + scale.name() + ", scale of:",
            candidate.explained(retriever),
            Explanation.of(scale.low(), "what becomes 0"),
            Explanation.of(scale.high(), "what becomes 1")));
  }
}
