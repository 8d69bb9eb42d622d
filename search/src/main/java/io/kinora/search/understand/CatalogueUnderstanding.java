package io.kinora.search.understand;

import io.kinora.catalog.Vector;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.lexicon.Lexicon;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue tells of a query beyond its words. The steps:
 *
 * <ol>
 *   <li>spelling: {@link SpellingCorrector}, from the catalogue's words and from what was clicked
 *   <li>entities: {@link EntityLinker}, the channels and tags that are mentioned
 *   <li>category: {@link CategoryGuess}, what kind of videos it is after
 *   <li>class: {@link QueryFrequency}, whether many ask it
 * </ol>
 *
 * Until the first lexicon is there nothing is understood, and nothing fails. Safe for use by
 * several threads.
 */
public final class CatalogueUnderstanding {

  private final SpellingCorrector spelling;
  private final QueryFrequency frequency;
  private volatile Lexicon lexicon = Lexicon.EMPTY;

  public CatalogueUnderstanding(QueryHistory history, QueryFrequency.Thresholds thresholds) {
    this(history, new QueryFrequency(thresholds));
  }

  public CatalogueUnderstanding(QueryHistory history, QueryFrequency frequency) {
    this.spelling = new SpellingCorrector(history);
    this.frequency = frequency;
  }

  /** From now on this is what the catalogue says. */
  public void learn(Lexicon newest) {
    lexicon = newest;
  }

  public Lexicon lexicon() {
    return lexicon;
  }

  /**
   * What may have been meant.
   *
   * @param words normalised
   * @param kept lower-case words that stay as they are
   * @return null if the words may stay as they are
   */
  public @Nullable Correction spelling(String words, Set<String> kept) {
    return spelling.correct(words, kept, lexicon);
  }

  /**
   * The channels and tags that are mentioned, in order.
   *
   * @param filter one that restricts to channels itself leaves none to guess
   * @param vector of the words in the text space, or null
   */
  public List<Entity> entities(String words, Filter filter, @Nullable Vector vector) {
    EntityLinker.Kinds kinds = new EntityLinker.Kinds(!names(filter, FilterField.CHANNEL), true);
    return EntityLinker.link(words, kinds, vector, lexicon);
  }

  /**
   * @param vector of the words in the text space, or null
   * @return null if unclear
   */
  public @Nullable Category category(@Nullable Vector vector) {
    return CategoryGuess.of(vector, lexicon);
  }

  /** How often queries were asked. */
  public QueryFrequency frequency() {
    return frequency;
  }

  private static boolean names(Filter filter, FilterField field) {
    return switch (filter) {
      case Filter.And and -> and.parts().stream().anyMatch(part -> names(part, field));
      case Filter.Or or -> or.parts().stream().anyMatch(part -> names(part, field));
      case Filter.Not not -> false;
      case Filter.Is is -> is.field() == field;
      case Filter.Range range -> false;
    };
  }
}
