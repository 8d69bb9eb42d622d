package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.SearchRequest;
import java.util.Arrays;
import java.util.Base64;
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
      @ForAll @IntRange(min = 1) int place, @ForAll long value, @ForAll("ids") String id) {
    Cursor cursor = new Cursor(place, value, id);
    String text = cursor.encode(REQUEST);

    assertThat(text).matches("[A-Za-z0-9_-]+");
    assertThat(Cursor.decode(text, TestRequests.full())).isEqualTo(cursor);
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
  void a_place_before_the_first_hit_is_refused(@ForAll @IntRange(min = -5, max = 0) int place) {
    refused(new Cursor(place, 0, "a").encode(REQUEST));
  }

  @Property(tries = 100)
  void a_cursor_cut_before_its_id_is_refused(@ForAll @IntRange(min = 0, max = 16) int bytes) {
    byte[] whole = Base64.getUrlDecoder().decode(new Cursor(1, 2, "abc").encode(REQUEST));
    byte[] cut = Arrays.copyOf(whole, bytes);

    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(cut));
  }

  private static void refused(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Cursor.decode(text, REQUEST))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("cursor"));
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
