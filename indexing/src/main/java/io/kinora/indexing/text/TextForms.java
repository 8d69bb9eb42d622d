package io.kinora.indexing.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says how text becomes terms, when writing and when searching alike.
 *
 * <p>A word has several forms: its neutral one always, what its language's analysis makes of it,
 * and those with signs. All forms lie in one stream and share a position, so a text written in one
 * language is found by a query in any that knows the same word. Where language and neutral form are
 * the same, as they mostly are, they are one term.
 */
public final class TextForms {

  private static final Analyzer WRITTEN = new NeutralAnalyzer(true);
  private static final Analyzer ASKED = new NeutralAnalyzer(false);
  private static final String FIELD = "words";

  /** By place; of forms that begin together the neutral one first. */
  private static final Comparator<Form> ORDER =
      Comparator.comparingInt(Form::start).thenComparing(Form::kind);

  private final String text;
  private final List<Form> forms = new ArrayList<>();
  private int neutral;

  private TextForms(String text) {
    this.text = text;
  }

  /**
   * The language whose analysis a text takes.
   *
   * @param tag BCP 47, or null
   * @return ISO 639-1, or null where there is none but the neutral one
   */
  public static @Nullable String language(@Nullable String tag) {
    return LanguageAnalyzers.language(tag);
  }

  /**
   * The forms of a text to be found, in order.
   *
   * @param language see {@link #language}; null for the neutral form alone
   */
  public static List<Form> written(String text, @Nullable String language) {
    return written(text, language == null ? List.of() : List.of(language));
  }

  /** The forms of a text in several languages, in order. */
  public static List<Form> written(String text, Collection<String> languages) {
    return new TextForms(text).forms(WRITTEN, languages);
  }

  /**
   * The forms of a query's text, in order.
   *
   * @param languages see {@link #language}; those it may be in
   */
  public static List<Form> asked(String text, Collection<String> languages) {
    return new TextForms(text).forms(ASKED, languages);
  }

  private List<Form> forms(Analyzer neutralWords, Collection<String> languages) {
    if (text.isEmpty()) {
      return forms;
    }
    analyse(neutralWords, Form.Kind.NEUTRAL);
    neutral = forms.size();
    SignedWords.find(text, this::add);
    for (String language : languages) {
      analyse(LanguageAnalyzers.of(language), Form.Kind.LANGUAGE);
    }
    return forms.size() == neutral ? forms : ordered();
  }

  private void analyse(Analyzer analyzer, Form.Kind kind) {
    try (TokenStream words = analyzer.tokenStream(FIELD, text)) {
      CharTermAttribute term = words.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = words.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = words.addAttribute(PositionIncrementAttribute.class);
      words.reset();
      int position = -1;
      while (words.incrementToken()) {
        if (kind == Form.Kind.NEUTRAL) {
          position += step.getPositionIncrement();
          forms.add(
              new Form(term.toString(), place.startOffset(), place.endOffset(), position, kind));
        } else if (term.length() > 0) {
          add(term.toString(), place.startOffset(), place.endOffset(), kind);
        }
      }
      words.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Adds a form to the word where it begins. */
  private void add(String term, int start, int end, Form.Kind kind) {
    forms.add(new Form(term, start, end, positionAt(start), kind));
  }

  /** The position of the last neutral word that begins here or before. */
  private int positionAt(int start) {
    int low = 0;
    int high = neutral - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (forms.get(middle).start() <= start) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high < 0 ? 0 : forms.get(high).position();
  }

  /** In order, and of equal forms of one word only the first. */
  private List<Form> ordered() {
    forms.sort(ORDER);
    List<Form> ordered = new ArrayList<>(forms.size());
    int word = 0;
    for (Form form : forms) {
      if (!ordered.isEmpty() && ordered.getLast().position() != form.position()) {
        word = ordered.size();
      }
      if (!contains(ordered, word, form.term())) {
        ordered.add(form);
      }
    }
    return ordered;
  }

  private static boolean contains(List<Form> forms, int from, String term) {
    for (int i = from; i < forms.size(); i++) {
      if (forms.get(i).term().equals(term)) {
        return true;
      }
    }
    return false;
  }
}
