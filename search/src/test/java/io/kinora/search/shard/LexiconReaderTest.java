package io.kinora.search.shard;

import static io.kinora.search.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconLimits;
import io.kinora.search.lexicon.LexiconPart;
import io.kinora.search.lexicon.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shard says of language. */
final class LexiconReaderTest {

  private static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("text", 2), new VectorSpaces.Space("sight", 2));

  @TempDir Path folder;
  private Shard shard;
  private ShardSearch search;

  @BeforeEach
  void opensAShard() throws IOException {
    shard = Shard.open(folder, SPACES, ShardConfig.DEFAULT);
    search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
  }

  @AfterEach
  void closesIt() throws IOException {
    shard.close();
  }

  private LexiconPart lexicon() throws IOException {
    shard.refresh();
    return search.lexicon(LexiconLimits.DEFAULT);
  }

  @Test
  void words_count_once_a_video_wherever_they_stand() throws IOException {
    shard.apply(video("a").titled("Lighthouse Keeper").described("a lighthouse").build());
    shard.apply(video("b").titled("Rocks").saying("the lighthouse").tagged("Sea rocks").build());

    Lexicon lexicon = Lexicon.of(lexicon());

    assertThat(lexicon.videos()).isEqualTo(2);
    assertThat(lexicon.vocabulary().videos("lighthouse")).isEqualTo(2);
    assertThat(lexicon.vocabulary().videos("keeper")).isEqualTo(1);
    assertThat(lexicon.vocabulary().videos("rocks")).isEqualTo(1);
    assertThat(lexicon.vocabulary().videos("keep")).as("words are not stemmed").isZero();
  }

  @Test
  void numbers_and_codes_are_no_words() throws IOException {
    shard.apply(video("a").titled("S03E07 4K 2019 node.js H264").build());

    assertThat(lexicon().words().words()).doesNotContain("s03e07", "4k", "2019", "h264");
  }

  @Test
  void channels_and_tags_are_counted_with_their_views() throws IOException {
    shard.apply(video("a").by("Sea TV").tagged("boats", "harbour").viewed(10).build());
    shard.apply(video("b").by("Sea TV").tagged("boats").viewed(5).build());

    assertThat(lexicon().names())
        .contains(
            new Name(Name.Type.CHANNEL, "Sea TV", 2, 15, null),
            new Name(Name.Type.TAG, "boats", 2, 15, null),
            new Name(Name.Type.TAG, "harbour", 1, 10, null));
  }

  @Test
  void a_deleted_video_no_longer_speaks_for_a_channel_or_a_category() throws IOException {
    shard.apply(video("a").by("Sea TV").of("nature").text(1, 0).build());
    shard.apply(video("b").by("Sea TV").of("nature").text(0, 1).build());
    lexicon();
    shard.apply(video("b").build(2, true));

    LexiconPart part = lexicon();

    assertThat(part.videos()).isEqualTo(1);
    assertThat(part.names()).containsExactly(new Name(Name.Type.CHANNEL, "Sea TV", 1, 0, null));
    assertThat(part.categories().get("nature").mean()).containsExactly(1, 0);
  }

  @Test
  void only_a_name_of_several_meanings_has_a_context() throws IOException {
    shard.apply(video("a").by("Apple").text(1, 0).build());
    shard.apply(video("b").by("Orchard").tagged("apple", "fruit").text(0, 1).build());

    for (Name name : lexicon().names()) {
      boolean ambiguous = name.id().equalsIgnoreCase("apple");
      assertThat(name.context() != null).as(name.id()).isEqualTo(ambiguous);
    }
  }

  @Test
  void a_view_is_told_from_the_next() throws IOException {
    String before = search.view();
    assertThat(search.view()).isEqualTo(before);
    shard.apply(video("a").build());
    shard.refresh();

    assertThat(search.view()).isNotEqualTo(before);
  }

  @Test
  void says_which_words_it_has() throws IOException {
    shard.apply(video("a").titled("Lighthouse").build());
    shard.refresh();

    assertThat(search.known(List.of("lighthouse", "lighhouse"))).containsExactly(true, false);
  }
}
