package io.kinora.search.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Wording;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class HighlighterPropertyTest {

  private final Highlighter highlighter = new Highlighter(60);

  @Property
  void any_text_comes_out_escaped_and_balanced(@ForAll @StringLength(max = 200) String text) {
    String marked =
        highlighter.fragment(
            "run " + text + " run & <b>", HighlightedWords.of("run", Wording.PLAIN, List.of("en")));

    String without = marked.replace("<em>", "").replace("</em>", "");
    assertThat(without).doesNotContain("<", ">");
    assertThat(marked.split("<em>", -1)).hasSameSizeAs(marked.split("</em>", -1));
  }
}
