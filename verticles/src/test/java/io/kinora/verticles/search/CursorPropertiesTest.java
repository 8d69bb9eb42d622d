package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.SearchRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever comes back as a cursor, it is one of ours or refused by name. */
final class CursorPropertiesTest {

  private static final SearchRequest REQUEST = TestRequests.full();

  @Property
  void what_was_encoded_is_decoded(
      @ForAll @IntRange(min = 1) int place,
      @ForAll long digest,
      @ForAll long value,
      @ForAll("ids") String id,
      @ForAll("ids") String shown) {
    Session session = new Session(place, 1, digest, ShownIds.NONE.with(List.of(shown)));
    Cursor cursor = new Cursor(session, value, id);
    String text = cursor.encode(REQUEST);

    assertThat(text).matches("[A-Za-z0-9_-]+").hasSizeLessThanOrEqualTo(2048);
    assertThat(Cursor.decode(text, TestRequests.full())).isEqualTo(cursor);
  }

  /** As many ids as a list can have: what is remembered of them makes way for the words. */
  @Property(tries = 100)
  void whatever_it_has_to_carry_the_api_takes_it_back(
      @ForAll("queries") String words,
      @ForAll("ids") String id,
      @ForAll @IntRange(min = 1, max = 1000) int count,
      @ForAll @IntRange(min = 0, max = 250) int before) {
    List<String> shown = IntStream.range(0, count).mapToObj(i -> id + i).toList();
    List<String> earlier = IntStream.range(0, before).mapToObj(i -> id + "~" + i).toList();
    ShownIds none = ShownIds.NONE;
    Session session = new Session(count + before, 1, 2, none.with(shown), none.with(earlier));
    String text = new Cursor(session, 3, id, true, words).encode(REQUEST);
    Cursor decoded = Cursor.decode(text, REQUEST);

    assertThat(text).hasSizeLessThanOrEqualTo(2048);
    assertThat(decoded.words()).isEqualTo(words);
    assertThat(decoded.id()).isEqualTo(id);
    assertThat(shown).allMatch(decoded.session()::hasShown);
    assertThat(earlier).allMatch(decoded.session()::hasShown);
    Cursor next = new Cursor(decoded.session(), 3, id, true, words);
    assertThat(Cursor.decode(next.encode(REQUEST), REQUEST)).isEqualTo(decoded);
  }

  @Property
  void any_other_text_is_refused(@ForAll @StringLength(max = 300) String text) {
    refused(text);
  }

  @Property
  void any_other_bytes_are_refused(@ForAll @Size(max = 200) byte[] bytes) {
    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Property
  void a_place_before_the_first_hit_is_refused(@ForAll @IntRange(min = -5, max = -1) int place) {
    refused(new Cursor(new Session(place, 1, 0, ShownIds.NONE), 0, "a").encode(REQUEST));
  }

  @Property(tries = 200)
  void a_cursor_that_was_cut_is_refused(@ForAll @IntRange(min = 0, max = 60) int bytes) {
    byte[] whole = Base64.getUrlDecoder().decode(full());

    refused(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Arrays.copyOf(whole, bytes % whole.length)));
  }

  @Property(tries = 300)
  void a_cursor_with_a_changed_bit_is_refused(@ForAll @IntRange(min = 0, max = 400) int bit) {
    byte[] changed = Base64.getUrlDecoder().decode(full());
    changed[bit / 8] ^= (byte) (1 << bit % 8);

    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
  }

  private static String full() {
    ShownIds shown = ShownIds.NONE.with(List.of("abc", "def", "ghi"));
    return new Cursor(new Session(3, 1, 2, shown), 2, "abc").encode(REQUEST);
  }

  private static void refused(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Cursor.decode(text, REQUEST))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("cursor"));
  }

  @Provide
  Arbitrary<String> queries() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange('a', 'z').withChars(' ').ofMaxLength(300),
        Arbitraries.strings().withCharRange('\u0430', '\u044f').withChars(' ').ofMaxLength(300),
        Arbitraries.strings().withCharRange('\u4e00', '\u9fa5').ofMinLength(250).ofMaxLength(300));
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars("._~-")
        .ofMinLength(1)
        .ofMaxLength(128);
  }
}
