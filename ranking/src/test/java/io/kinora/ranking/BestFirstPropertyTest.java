package io.kinora.ranking;

import static io.kinora.ranking.CandidateFixture.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BestFirstPropertyTest {

  @Property(tries = 300)
  void the_order_is_that_of_comparing_them(@ForAll("scores") List<Double> scores) {
    List<Ranked> candidates =
        IntStream.range(0, scores.size())
            .mapToObj(
                i -> new Ranked(candidate("v" + (i * 7 % 31), null, 0, 0), scores.get(i), null))
            .toList();
    List<Ranked> compared = new ArrayList<>(candidates);
    compared.sort(Ranked.BEST_FIRST);

    assertThat(BestFirst.sorted(candidates)).isEqualTo(compared);
  }

  /** Many are equal, and many differ by less than a float can tell. */
  @Provide
  Arbitrary<List<Double>> scores() {
    Arbitrary<Double> any = Arbitraries.doubles().between(-3, 3).ofScale(3);
    Arbitrary<Double> close = Arbitraries.integers().between(0, 3).map(i -> 0.5 + i * 1e-12);
    Arbitrary<Double> odd = Arbitraries.of(0.0, -1e300, 1e300, Double.MIN_VALUE);
    return Arbitraries.oneOf(any, close, odd).list().ofMaxSize(60);
  }
}
