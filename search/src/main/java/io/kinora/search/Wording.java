package io.kinora.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the words of a query are to be looked for.
 *
 * @param language BCP 47 tag, or null if unknown: then in the languages that most videos have
 * @param phrases to be found as they stand, whichever retriever brings a video
 * @param excluded words and phrases that no video found may have
 * @param synonyms what else may stand for words of the query
 * @param match how many of the words a video must have to be found by them
 */
public record Wording(
    @Nullable String language,
    List<String> phrases,
    List<String> excluded,
    List<Synonym> synonyms,
    Match match) {

  /** Any of the words, in no particular language. */
  public static final Wording PLAIN = new Wording(null, List.of(), List.of(), List.of(), Match.ANY);

  /** How many of the words. */
  public enum Match {
    /** One. */
    ANY,
    /** Both of two, two of three, and three quarters of more, rounded down. */
    MOST,
    ALL;

    /** A step less, for queries that would hardly find anything. */
    public Match relaxed() {
      return this == ALL ? MOST : ANY;
    }
  }

  /**
   * @param start of what it stands for in the words
   * @param end past its last character
   * @param text one word or several in a row
   */
  public record Synonym(int start, int end, String text) {}

  public Wording {
    phrases = List.copyOf(phrases);
    excluded = List.copyOf(excluded);
    synonyms = List.copyOf(synonyms);
  }

  /** In a language, else plain. */
  public static Wording in(@Nullable String language) {
    return new Wording(language, List.of(), List.of(), List.of(), Match.ANY);
  }

  public Wording withMatch(Match other) {
    return new Wording(language, phrases, excluded, synonyms, other);
  }
}
