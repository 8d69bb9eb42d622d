package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Vector;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconParts;
import io.kinora.search.lexicon.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which channels and tags a query mentions. */
final class EntityLinkerTest {

  private static final float[] FRUIT = {1, 0, 0};
  private static final float[] PHONES = {0, 1, 0};

  private static final Lexicon LEXICON =
      LexiconParts.lexicon()
          .word("new", 400)
          .word("york", 50)
          .word("times", 30)
          .word("the", 900)
          .word("cooking", 60)
          .word("apple", 40)
          .word("beyoncé", 8)
          .word("documentary", 20)
          .tag("New York", 40, 900)
          .channel("The New York Times", 20, 5000)
          .tag("the", 2, 10)
          .tag("cooking", 30, 100)
          .tag("Documentary", 15, 100)
          .tag("c++", 3, 5)
          .channel("Beyoncé", 5, 1_000_000)
          .channel("Apple", 15, 1000, PHONES)
          .tag("apple", 20, 4000, FRUIT)
          .category("food", 50, 1, 0, 0.5f)
          .category("technology", 50, 0, 1, 0.5f)
          .build();

  private static List<Entity> link(String words, Filter filter, Vector vector) {
    CatalogueUnderstanding catalogue =
        new CatalogueUnderstanding(QueryHistory.NONE, new QueryFrequency.Thresholds(20, 2, 1000));
    catalogue.learn(LEXICON);
    return catalogue.entities(words, filter, vector);
  }

  private static List<Entity> link(String words) {
    return link(words, Filter.ALL, null);
  }

  @Test
  void the_longest_name_is_linked_and_what_it_covers_is_not_linked_again() {
    assertThat(link("read the new york times"))
        .singleElement()
        .satisfies(
            entity -> {
              assertThat(entity.type()).isEqualTo(Name.Type.CHANNEL);
              assertThat(entity.id()).isEqualTo("The New York Times");
              assertThat(entity.text()).isEqualTo("the new york times");
              assertThat(entity.start()).isEqualTo(5);
              assertThat(entity.end()).isEqualTo(23);
              assertThat(entity.score()).isBetween(0.6, 1.0);
            });
  }

  @Test
  void several_mentions_come_in_their_order_with_where_they_stand() {
    String words = "cooking in new york";
    List<Entity> entities = link(words);

    assertThat(entities).extracting(Entity::id).containsExactly("cooking", "New York");
    for (Entity entity : entities) {
      assertThat(words.substring(entity.start(), entity.end())).isEqualTo(entity.text());
    }
  }

  @Test
  void case_accents_and_signs_around_a_name_do_not_matter() {
    assertThat(link("BEYONCE, live")).extracting(Entity::id).containsExactly("Beyoncé");
    assertThat(link("“Beyonce\u0301”")).extracting(Entity::text).containsExactly("Beyonce\u0301");
  }

  @Test
  void a_name_of_signs_is_linked() {
    assertThat(link("learn C++")).extracting(Entity::id).containsExactly("c++");
  }

  @Test
  void a_plural_means_the_name_without_its_s() {
    assertThat(link("apples")).extracting(Entity::id).containsExactly("apple");
  }

  @Test
  void a_word_that_hardly_ever_means_the_name_is_just_a_word() {
    assertThat(link("the")).isEmpty();
  }

  @Test
  void what_may_mean_several_things_means_what_is_like_the_query() {
    assertThat(link("apple", Filter.ALL, new Vector(new float[] {1, 0, 0.5f})))
        .extracting(Entity::type)
        .containsExactly(Name.Type.TAG);
    assertThat(link("apple", Filter.ALL, new Vector(new float[] {0, 1, 0.5f})))
        .extracting(Entity::type)
        .containsExactly(Name.Type.CHANNEL);
  }

  @Test
  void a_filter_by_channel_leaves_no_channel_to_guess() {
    assertThat(link("beyonce cooking", FilterParser.parse("channel:x AND language:en"), null))
        .extracting(Entity::id)
        .containsExactly("cooking");
  }

  @Test
  void without_a_lexicon_nothing_is_mentioned() {
    assertThat(
            EntityLinker.link("new york", new EntityLinker.Kinds(true, true), null, Lexicon.EMPTY))
        .isEmpty();
  }
}
