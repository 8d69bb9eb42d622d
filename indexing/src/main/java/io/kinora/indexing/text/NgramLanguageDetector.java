package io.kinora.indexing.text;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenNLP's model over the letter sequences of 103 languages. On titles it is right about two
 * thirds of the time when taken at its word, with confidences that say nothing; so only languages
 * that many videos are in and whose letters the text has compete, and the winner must lead clearly.
 * Japanese and Korean are told by their letters alone.
 */
final class NgramLanguageDetector implements LanguageDetector {

  static final LanguageDetector SHIPPED = new NgramLanguageDetector();

  /** How much likelier than the next the winner must be. */
  private static final double LEAD = Math.log(1.12);

  /** Fewer letters of an alphabet that many languages share never suffice. */
  private static final int LEAST_LETTERS = 12;

  private static final int LEAST_OTHER_LETTERS = 5;

  /** More is not read: it costs a microsecond a character and tells nothing new. */
  private static final int MOST = 200;

  private static final double OWN_LETTERS = 0.3;

  /** ISO 639-3 as the model has it, and ISO 639-1. */
  private static final Map<String, String> COMPETING = competing();

  private NgramLanguageDetector() {}

  /** Read once, by the first who asks. */
  private static final class Model {

    static final LetterModel LETTERS = LetterModel.read(COMPETING);

    /** By place in the model: what a language is written in. */
    static final UnicodeScript[] SCRIPTS =
        LETTERS.languages().stream()
            .map(NgramLanguageDetector::script)
            .toArray(UnicodeScript[]::new);
  }

  @Override
  public @Nullable String detect(String text) {
    Letters letters = Letters.of(text);
    int kana = letters.of(UnicodeScript.HIRAGANA) + letters.of(UnicodeScript.KATAKANA);
    if (kana > 0 && letters.isShare(kana + letters.of(UnicodeScript.HAN))) {
      return "ja";
    }
    if (letters.has(UnicodeScript.HANGUL)) {
      return "ko";
    }
    boolean latin = letters.of(UnicodeScript.LATIN) * 2 > letters.all;
    boolean enough = letters.all >= (latin ? LEAST_LETTERS : LEAST_OTHER_LETTERS);
    return enough ? leader(text.length() <= MOST ? text : text.substring(0, MOST), letters) : null;
  }

  /** The likeliest of those that compete, if it leads clearly. */
  private static @Nullable String leader(String text, Letters letters) {
    float[] likelihoods = Model.LETTERS.logLikelihoods(text);
    int first = -1;
    float most = Float.NEGATIVE_INFINITY;
    float next = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < likelihoods.length; i++) {
      if (!letters.has(Model.SCRIPTS[i]) || likelihoods[i] <= next) {
        continue;
      }
      if (likelihoods[i] > most) {
        next = most;
        most = likelihoods[i];
        first = i;
      } else {
        next = likelihoods[i];
      }
    }
    return first >= 0 && most - next >= LEAD ? Model.LETTERS.languages().get(first) : null;
  }

  /**
   * How many letters of which script.
   *
   * @param counts by the script's ordinal
   */
  private record Letters(int all, int[] counts) {

    static Letters of(String text) {
      int all = 0;
      int[] counts = new int[UnicodeScript.values().length];
      int end = Math.min(text.length(), MOST);
      for (int i = 0; i < end; ) {
        int c = text.codePointAt(i);
        i += Character.charCount(c);
        if (Character.isLetter(c)) {
          all++;
          counts[UnicodeScript.of(c).ordinal()]++;
        }
      }
      return new Letters(all, counts);
    }

    int of(UnicodeScript script) {
      return counts[script.ordinal()];
    }

    /** Whether so many of the letters are a good part of them. */
    boolean isShare(int letters) {
      return letters > 0 && letters >= all * OWN_LETTERS;
    }

    /** Whether a language of this script can be meant. */
    boolean has(UnicodeScript script) {
      return isShare(of(script));
    }
  }

  private static UnicodeScript script(String language) {
    return switch (language) {
      case "ar", "fa" -> UnicodeScript.ARABIC;
      case "bg", "ru", "uk" -> UnicodeScript.CYRILLIC;
      case "el" -> UnicodeScript.GREEK;
      case "he" -> UnicodeScript.HEBREW;
      case "hi", "mr" -> UnicodeScript.DEVANAGARI;
      case "ja", "zh" -> UnicodeScript.HAN;
      case "ko" -> UnicodeScript.HANGUL;
      case "th" -> UnicodeScript.THAI;
      default -> UnicodeScript.LATIN;
    };
  }

  private static Map<String, String> competing() {
    String[] codes = {
      "ara", "ar", "bul", "bg", "cat", "ca", "ces", "cs", "cmn", "zh", "dan", "da", "deu", "de",
      "ell", "el", "eng", "en", "fin", "fi", "fra", "fr", "heb", "he", "hin", "hi", "hun", "hu",
      "ind", "id", "ita", "it", "jpn", "ja", "kor", "ko", "mar", "mr", "nld", "nl", "nob", "no",
      "pes", "fa", "pol", "pl", "por", "pt", "ron", "ro", "rus", "ru", "spa", "es", "swe", "sv",
      "tha", "th", "tur", "tr", "ukr", "uk", "vie", "vi"
    };
    Map<String, String> competing = new HashMap<>();
    for (int i = 0; i < codes.length; i += 2) {
      competing.put(codes[i], codes[i + 1]);
    }
    return Map.copyOf(competing);
  }
}
