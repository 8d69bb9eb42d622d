package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class StreamTokenPropertyTest {

  @Provide
  Arbitrary<StreamToken> tokens() {
    Arbitrary<String> subjects = Arbitraries.strings().ofMaxLength(20);
    Arbitrary<String> epochs =
        Arbitraries.strings().withCharRange('a', 'z').withChars("_-09AZ").ofLength(6);
    return Combinators.combine(
            subjects.map(channel -> new Subject.OfChannel(channel).code()),
            epochs,
            Arbitraries.longs().between(0, 1L << 60))
        .as(StreamToken::new);
  }

  @Property
  void a_token_is_what_it_was_after_its_way_to_a_client_and_back(
      @ForAll("tokens") StreamToken token) {
    assertThat(StreamToken.parse(token.text())).contains(token);
    assertThat(token.text()).matches("[A-Za-z0-9._~-]{1,128}");
  }

  @Property
  void different_positions_have_different_texts(
      @ForAll("tokens") StreamToken one, @ForAll("tokens") StreamToken other) {
    assertThat(one.text().equals(other.text())).isEqualTo(one.equals(other));
  }

  @Property
  void whatever_a_client_sends_is_a_token_with_that_very_text_or_none(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 40) String text) {
    StreamToken.parse(text).ifPresent(token -> assertThat(token.text()).isEqualTo(text));
  }

  @Property
  void a_damaged_token_is_another_or_none(
      @ForAll("tokens") StreamToken token,
      @ForAll @CharRange(from = '-', to = 'z') char put,
      @ForAll @net.jqwik.api.constraints.IntRange(max = 30) int at) {
    StringBuilder damaged = new StringBuilder(token.text());
    int place = at % damaged.length();
    damaged.setCharAt(place, put);

    boolean same = damaged.toString().equals(token.text());
    assertThat(StreamToken.parse(damaged.toString()).filter(token::equals).isPresent())
        .isEqualTo(same);
  }
}
