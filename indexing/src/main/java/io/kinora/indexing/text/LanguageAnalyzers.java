package io.kinora.indexing.text;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's own analyzers, each made when its language is first met: dictionaries of some take a
 * second and tens of megabytes. Stop words stay, as titles are made of them ("The Who"); only where
 * a dictionary cuts words do particles and punctuation go, as its analyzer has it.
 */
final class LanguageAnalyzers {

  private static final CharArraySet NO_STOP_WORDS = CharArraySet.EMPTY_SET;
  private static final List<String> TRADITIONAL_CHINESE = List.of("TW", "HK", "MO");
  private static final ConcurrentHashMap<String, Analyzer> MADE = new ConcurrentHashMap<>();

  private LanguageAnalyzers() {}

  /**
   * The language whose analyzer a text in {@code tag} takes.
   *
   * @param tag BCP 47: {@code pt-BR} is {@code pt}; or null
   * @return ISO 639-1, or null where there is none: traditional Chinese among others
   */
  static @Nullable String language(@Nullable String tag) {
    if (tag == null) {
      return null;
    }
    Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
    String language = locale.getLanguage();
    return switch (language) {
      case "nb", "nn" -> "no";
      case "zh", "cmn" -> isTraditional(locale) ? null : "zh";
      default -> isKnown(language) ? language : null;
    };
  }

  private static boolean isTraditional(Locale locale) {
    return locale.getScript().equals("Hant")
        || (locale.getScript().isEmpty() && TRADITIONAL_CHINESE.contains(locale.getCountry()));
  }

  private static boolean isKnown(String language) {
    return switch (language) {
      case "ar",
          "cs",
          "da",
          "de",
          "el",
          "en",
          "es",
          "fi",
          "fr",
          "hi",
          "hu",
          "id",
          "it",
          "ja",
          "ko",
          "nl",
          "no",
          "pt",
          "ro",
          "ru",
          "sv",
          "tr",
          "zh" ->
          true;
      default -> false;
    };
  }

  /**
   * @param language one of {@link #language}
   */
  static Analyzer of(String language) {
    return MADE.computeIfAbsent(language, LanguageAnalyzers::made);
  }

  private static Analyzer made(String language) {
    return new Folded(
        switch (language) {
          case "ar" -> new ArabicAnalyzer(NO_STOP_WORDS);
          case "cs" -> new CzechAnalyzer(NO_STOP_WORDS);
          case "da" -> new DanishAnalyzer(NO_STOP_WORDS);
          case "de" -> new GermanAnalyzer(NO_STOP_WORDS);
          case "el" -> new GreekAnalyzer(NO_STOP_WORDS);
          case "en" -> new EnglishAnalyzer(NO_STOP_WORDS);
          case "es" -> new SpanishAnalyzer(NO_STOP_WORDS);
          case "fi" -> new FinnishAnalyzer(NO_STOP_WORDS);
          case "fr" -> new FrenchAnalyzer(NO_STOP_WORDS);
          case "hi" -> new HindiAnalyzer(NO_STOP_WORDS);
          case "hu" -> new HungarianAnalyzer(NO_STOP_WORDS);
          case "id" -> new IndonesianAnalyzer(NO_STOP_WORDS);
          case "it" -> new ItalianAnalyzer(NO_STOP_WORDS);
          case "ja" -> new JapaneseAnalyzer();
          case "ko" -> new KoreanAnalyzer();
          case "nl" -> new DutchAnalyzer(NO_STOP_WORDS);
          case "no" -> new NorwegianAnalyzer(NO_STOP_WORDS);
          case "pt" -> new PortugueseAnalyzer(NO_STOP_WORDS);
          case "ro" -> new RomanianAnalyzer(NO_STOP_WORDS);
          case "ru" -> new RussianAnalyzer(NO_STOP_WORDS);
          case "sv" -> new SwedishAnalyzer(NO_STOP_WORDS);
          case "tr" -> new TurkishAnalyzer(NO_STOP_WORDS);
          case "zh" -> new SmartChineseAnalyzer();
          default -> throw new IllegalArgumentException("no analyzer for language " + language);
        });
  }

  /** An analyzer whose stems are written as the neutral words are, so that equal ones are one. */
  private static final class Folded extends AnalyzerWrapper {

    private final Analyzer language;

    Folded(Analyzer language) {
      super(PER_FIELD_REUSE_STRATEGY);
      this.language = language;
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
      return language;
    }

    @Override
    protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents made) {
      return new TokenStreamComponents(
          made.getSource(), NeutralAnalyzer.folded(made.getTokenStream()));
    }
  }
}
