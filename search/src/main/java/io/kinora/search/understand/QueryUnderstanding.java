package io.kinora.search.understand;

import io.kinora.catalog.Blanks;
import io.kinora.indexing.text.LanguageDetector;
import io.kinora.search.Wording;
import io.kinora.search.filter.Filter;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the text of a query into the one form that everything after it expects:
 *
 * <ol>
 *   <li>normalise: Unicode's NFKC form, straight quotes, no control characters, one blank between
 *       words
 *   <li>take apart: {@link BoxParser}
 *   <li>language: as the client says, else as {@link LanguageDetector} recognises it
 * </ol>
 */
public final class QueryUnderstanding {

  private final LanguageDetector languages;

  public QueryUnderstanding() {
    this(LanguageDetector.shipped());
  }

  QueryUnderstanding(LanguageDetector languages) {
    this.languages = languages;
  }

  /**
   * @param text the words to look for, in Unicode's NFKC form, without control and formatting
   *     characters, words apart by one blank; may be empty
   * @param language BCP 47 tag, or null if unknown
   * @param box the rest of what was written, and the words as they were written
   * @param reading what {@link CatalogueUnderstanding} makes of it
   */
  public record UnderstoodQuery(
      String text, @Nullable String language, BoxQuery box, Reading reading) {

    public UnderstoodQuery(String text, @Nullable String language) {
      this(text, language, BoxQuery.plain(text), Reading.NONE);
    }

    /** The same query in other words. */
    public UnderstoodQuery saying(String words) {
      return new UnderstoodQuery(words, language, box, reading);
    }

    public UnderstoodQuery readAs(Reading meaning) {
      return new UnderstoodQuery(text, language, box, meaning);
    }

    /** How the words are to be looked for. */
    public Wording wording(List<Wording.Synonym> synonyms) {
      return new Wording(language, box.phrases(), box.excluded(), synonyms, Wording.Match.ANY);
    }

    /** A filter together with the one that was written among the words. */
    public Filter filter(Filter other) {
      if (box.filter().equals(Filter.ALL) || other.equals(Filter.ALL)) {
        return other.equals(Filter.ALL) ? box.filter() : other;
      }
      return new Filter.And(List.of(other, box.filter()));
    }
  }

  /**
   * @param text as typed
   * @param language as the client says, or null
   */
  public UnderstoodQuery understand(String text, @Nullable String language) {
    BoxQuery box = BoxParser.parse(normalised(text));
    String said = language == null ? languages.detect(box.words()) : language;
    return new UnderstoodQuery(box.words(), said, box, Reading.NONE);
  }

  /** Taking characters away can bring marks together that NFKC orders otherwise: then once more. */
  private static String normalised(String text) {
    String clean = cleaned(Normalizer.normalize(text, Normalizer.Form.NFKC));
    return Normalizer.isNormalized(clean, Normalizer.Form.NFKC)
        ? clean
        : cleaned(Normalizer.normalize(clean, Normalizer.Form.NFKC));
  }

  private static String cleaned(String normal) {
    return Blanks.single(normal, c -> says(c) ? straight(c) : -1);
  }

  /** Quotes as a keyboard has them. */
  private static int straight(int c) {
    return switch (c) {
      case 0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB -> '"';
      case 0x2018, 0x2019, 0x201B -> '\'';
      default -> c;
    };
  }

  /** Joiners stay: they are part of some scripts' words and of emoji. */
  private static boolean says(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      case Character.SURROGATE, Character.UNASSIGNED, Character.CONTROL -> false;
      default -> true;
    };
  }
}
