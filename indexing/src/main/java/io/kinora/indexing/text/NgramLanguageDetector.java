package io.kinora.indexing.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * OpenNLP's model over the letter sequences of 103 languages. On titles it is right about two
 * thirds of the time when taken at its word, with confidences that say nothing; so only languages
 * that many videos are in compete, and the winner must lead clearly. Japanese and Korean are told
 * by their letters alone.
 */
final class NgramLanguageDetector implements LanguageDetector {

  static final LanguageDetector SHIPPED = new NgramLanguageDetector();

  /** How much likelier than the next the winner must be. */
  private static final double LEAD = 1.12;

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
    static final LanguageDetectorME DETECTOR = read();

    private static LanguageDetectorME read() {
      String name = "/langdetect-183.bin";
      try (InputStream model = LanguageDetectorME.class.getResourceAsStream(name)) {
        if (model == null) {
          throw new IOException("there is no " + name + " in the classpath");
        }
        return new LanguageDetectorME(new LanguageDetectorModel(model));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  @Override
  public @Nullable String detect(String text) {
    Letters letters = Letters.of(text);
    if (letters.kana > 0 && letters.kana + letters.han >= letters.all * OWN_LETTERS) {
      return "ja";
    }
    if (letters.hangul > 0 && letters.hangul >= letters.all * OWN_LETTERS) {
      return "ko";
    }
    boolean enough =
        letters.all >= (letters.latin * 2 > letters.all ? LEAST_LETTERS : LEAST_OTHER_LETTERS);
    return enough ? leader(text.length() <= MOST ? text : text.substring(0, MOST)) : null;
  }

  private static @Nullable String leader(String text) {
    String best = null;
    double confidence = 0;
    for (Language each : Model.DETECTOR.predictLanguages(text)) {
      String language = COMPETING.get(each.getLang());
      if (language == null) {
        continue;
      }
      if (best != null) {
        return confidence >= each.getConfidence() * LEAD ? best : null;
      }
      best = language;
      confidence = each.getConfidence();
    }
    return best;
  }

  /** How many letters of which kind. */
  private record Letters(int all, int latin, int han, int kana, int hangul) {

    static Letters of(String text) {
      int all = 0;
      int latin = 0;
      int han = 0;
      int kana = 0;
      int hangul = 0;
      int end = Math.min(text.length(), MOST);
      for (int i = 0; i < end; ) {
        int c = text.codePointAt(i);
        i += Character.charCount(c);
        if (!Character.isLetter(c)) {
          continue;
        }
        all++;
        switch (Character.UnicodeScript.of(c)) {
          case LATIN -> latin++;
          case HAN -> han++;
          case HIRAGANA, KATAKANA -> kana++;
          case HANGUL -> hangul++;
          default -> {}
        }
      }
      return new Letters(all, latin, han, kana, hangul);
    }
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
