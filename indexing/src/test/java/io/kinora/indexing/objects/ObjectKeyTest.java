package io.kinora.indexing.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.InvalidValueException;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ObjectKeyTest {

  private static final Path ROOT = Path.of("/srv/objects");

  @Property(tries = 2000)
  void no_accepted_key_leads_out_of_the_root(@ForAll("hostile") String key) {
    if (!accepted(key)) {
      return;
    }
    Path resolved = ROOT.resolve(key).normalize();

    assertThat(resolved).startsWithRaw(ROOT).isNotEqualTo(ROOT);
    assertThat(ROOT.relativize(resolved)).hasToString(key);
  }

  @Property
  void every_key_of_plain_segments_is_accepted(@ForAll("plain") String key) {
    assertThat(accepted(key)).isTrue();
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "..", ".", "/", "//", "a", "~", "-", "\\", "\u0000", " ", "%2e", "...", "é"),
            Arbitraries.strings().ascii().ofMaxLength(3))
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars("_~-")
        .ofMinLength(1)
        .ofMaxLength(40)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(segments -> String.join("/", segments));
  }

  private static boolean accepted(String key) {
    try {
      ObjectKey.check(key);
      return true;
    } catch (InvalidValueException refused) {
      return false;
    }
  }
}
