package io.kinora.search.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Parts add up to the whole, over the wire too. */
final class LexiconMergePropertyTest {

  private static final List<String> WORDS =
      List.of("sea", "boat", "café", "harbour", "ships", "étoile", "море", "\uD83D\uDE00x");

  /** Something that parts are made of and that the whole has once. */
  private interface Fact {
    void tell(LexiconParts lexicon);
  }

  @Property(tries = 200)
  void the_lexicons_of_the_parts_make_that_of_the_whole(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 5) int shards) {
    List<LexiconParts> parts = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      parts.add(LexiconParts.lexicon().of(0));
    }
    LexiconParts whole = LexiconParts.lexicon().of(0);
    for (Fact fact : facts(random)) {
      fact.tell(parts.get(random.nextInt(shards)));
      fact.tell(whole);
    }

    List<LexiconPart> sent =
        parts.stream()
            .map(LexiconParts::part)
            .map(part -> LexiconPartCodec.read(LexiconPartCodec.write(part)))
            .toList();

    assertThat(LexiconParts.facts(LexiconPart.merge(sent, LexiconLimits.DEFAULT)))
        .isEqualTo(
            LexiconParts.facts(LexiconPart.merge(List.of(whole.part()), LexiconLimits.DEFAULT)));
  }

  private static List<Fact> facts(Random random) {
    List<Fact> facts = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      String word = WORDS.get(random.nextInt(WORDS.size()));
      int count = 1 + random.nextInt(9);
      float x = random.nextInt(10);
      facts.add(
          switch (random.nextInt(3)) {
            case 0 -> lexicon -> lexicon.word(word, count);
            case 1 -> lexicon -> lexicon.channel(word, count, count * 7L, x, 1);
            default -> lexicon -> lexicon.tag(word, count, 3L);
          });
    }
    return facts;
  }

  @Property(tries = 100)
  void no_more_is_kept_than_there_is_room_for_and_the_rarest_go(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int room) {
    LexiconParts lexicon = LexiconParts.lexicon();
    for (int i = 0; i < 50; i++) {
      lexicon.word("word" + (char) ('a' + i % 26) + (char) ('a' + i / 26), 1 + random.nextInt(8));
    }
    WordCounts all = lexicon.part().words();

    WordCounts kept = all.top(room);

    assertThat(kept.size()).isLessThanOrEqualTo(room);
    int least = Integer.MAX_VALUE;
    for (int count : kept.videos()) {
      least = Math.min(least, count);
    }
    List<String> words = List.of(kept.words());
    for (int i = 0; i < all.size(); i++) {
      if (!words.contains(all.words()[i])) {
        assertThat(all.videos()[i]).isLessThan(least);
      }
    }
  }
}
