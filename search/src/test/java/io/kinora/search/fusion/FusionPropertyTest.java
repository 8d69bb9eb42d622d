package io.kinora.search.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.indexing.shard.VideoCard;
import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FusionPropertyTest {

  private static final FusionWeights WEIGHTS =
      FusionWeights.of(
          Map.of(
              Retriever.LEXICAL, 1.0,
              Retriever.SEMANTIC, 1.5,
              Retriever.FRAME, 0.5,
              Retriever.VIDEO, 0.0));

  @Provide
  Arbitrary<Fusion> fusions() {
    return Arbitraries.of(
        new WeightedFusion(WEIGHTS, Normalisation.MIN_MAX),
        new WeightedFusion(WEIGHTS, Normalisation.THEORETICAL),
        new WeightedFusion(WEIGHTS, Normalisation.Z_SCORE),
        new RrfFusion(WEIGHTS, RrfFusion.DEFAULT_K));
  }

  @Provide
  Arbitrary<List<Candidate>> candidates() {
    Arbitrary<Float> bm25 = Arbitraries.integers().between(0, 40).map(i -> i / 2f);
    Arbitrary<Float> cosine =
        Arbitraries.integers().between(-10, 10).map(i -> i / 10f).injectNull(0.2);
    return Combinators.combine(bm25, cosine, cosine)
        .as((words, text, frame) -> new float[] {words, orNaN(text), orNaN(frame), Float.NaN})
        .list()
        .ofMaxSize(20)
        .map(FusionPropertyTest::numbered);
  }

  private static float orNaN(Float value) {
    return value == null ? Float.NaN : value;
  }

  private static List<Candidate> numbered(List<float[]> scores) {
    List<Candidate> candidates = new ArrayList<>();
    for (float[] each : scores) {
      candidates.add(candidate("v" + candidates.size(), each));
    }
    return candidates;
  }

  private static Candidate candidate(String id, float... scores) {
    return new Candidate(
        new VideoCard(id, null, Long.MIN_VALUE, -1, 0, 0, null), scores, 1, -1, null);
  }

  @Property
  void every_candidate_comes_out_in_its_place_with_a_finite_score(
      @ForAll("fusions") Fusion fusion, @ForAll("candidates") List<Candidate> candidates) {
    List<Fused> fused = fusion.fuse(candidates, false);

    assertThat(fused).extracting(Fused::candidate).containsExactlyElementsOf(candidates);
    assertThat(fused).allMatch(each -> each.score() >= 0 && Double.isFinite(each.score()));
  }

  @Property
  void the_order_of_the_input_does_not_matter(
      @ForAll("fusions") Fusion fusion,
      @ForAll("candidates") List<Candidate> candidates,
      @ForAll Random random) {
    List<Candidate> shuffled = new ArrayList<>(candidates);
    Collections.shuffle(shuffled, random);

    assertThat(fusion.fuse(shuffled, false))
        .containsExactlyInAnyOrderElementsOf(fusion.fuse(candidates, false));
  }

  @Property
  void who_is_at_least_as_good_for_every_retriever_is_at_least_as_good_fused(
      @ForAll("fusions") Fusion fusion, @ForAll("candidates") List<Candidate> candidates) {
    List<Fused> fused = fusion.fuse(candidates, false);
    for (Fused better : fused) {
      for (Fused worse : fused) {
        if (dominates(better.candidate().scores(), worse.candidate().scores())) {
          assertThat(better.score()).isGreaterThanOrEqualTo(worse.score() - 1e-9);
        }
      }
    }
  }

  private static boolean dominates(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      if (!Float.isNaN(b[i]) && !(a[i] >= b[i])) {
        return false;
      }
    }
    return true;
  }

  @Property
  void min_max_does_not_care_for_the_scale_of_bm25(
      @ForAll("candidates") List<Candidate> candidates) {
    Fusion fusion = new WeightedFusion(WEIGHTS, Normalisation.MIN_MAX);
    List<Candidate> scaled = new ArrayList<>();
    for (Candidate each : candidates) {
      float[] scores = each.scores().clone();
      scores[0] *= 4; // a power of two: exact in binary
      scaled.add(candidate(each.id(), scores));
    }

    List<Fused> before = fusion.fuse(candidates, false);
    List<Fused> after = fusion.fuse(scaled, false);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).candidate().id()).isEqualTo(before.get(i).candidate().id());
      assertThat(after.get(i).score()).isCloseTo(before.get(i).score(), within(1e-9));
    }
  }

  @Property
  void weighted_scores_lie_between_0_and_1(@ForAll("candidates") List<Candidate> candidates) {
    for (Normalisation each : Normalisation.values()) {
      assertThat(new WeightedFusion(WEIGHTS, each).fuse(candidates, false))
          .allMatch(fused -> fused.score() >= 0 && fused.score() <= 1 + 1e-9);
    }
  }

  @Property
  void fused_ranks_lie_between_0_and_1(@ForAll("candidates") List<Candidate> candidates) {
    assertThat(new RrfFusion(WEIGHTS, 60).fuse(candidates, false))
        .allMatch(fused -> fused.score() >= 0 && fused.score() <= 1 + 1e-9);
  }

  @Property
  void explanations_recompute_to_the_score(
      @ForAll("fusions") Fusion fusion, @ForAll("candidates") List<Candidate> candidates) {
    for (Fused each : fusion.fuse(candidates, true)) {
      assertThat(each.explanation().value()).isEqualTo(each.score());
      assertThat(recomputed(each.explanation())).isCloseTo(each.score(), within(1e-9));
    }
  }

  private static double recomputed(Explanation explanation) {
    return switch (explanation.description()) {
      case "sum of:" ->
          explanation.details().stream().mapToDouble(FusionPropertyTest::recomputed).sum();
      case "product of:" ->
          explanation.details().stream()
              .mapToDouble(FusionPropertyTest::recomputed)
              .reduce(1, (a, b) -> a * b);
      default -> explanation.value();
    };
  }
}
