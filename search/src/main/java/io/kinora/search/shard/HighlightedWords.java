package io.kinora.search.shard;

import io.kinora.indexing.text.Form;
import io.kinora.search.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What to mark in a text.
 *
 * @param languages by whose analysis the words were looked for
 * @param terms to be marked wherever they are
 * @param phrases to be marked as a whole; their words alone are not, unless they are among the
 *     terms
 */
record HighlightedWords(List<String> languages, Set<String> terms, List<ExactPhrase> phrases) {

  private static final int MAX_FORMS = 320;

  static HighlightedWords of(String text, Wording wording, List<String> languages) {
    List<ExactPhrase> phrases = new ArrayList<>();
    String free = text;
    for (String phrase : wording.phrases()) {
      int at = free.indexOf(phrase);
      if (at >= 0) {
        free = free.substring(0, at) + '\n' + free.substring(at + phrase.length());
      }
      ExactPhrase exact = ExactPhrase.of(phrase);
      if (exact != null) {
        phrases.add(exact);
      }
    }
    Set<String> terms = new HashSet<>();
    addTerms(free, languages, terms);
    for (Wording.Synonym synonym : wording.synonyms()) {
      addTerms(synonym.text(), languages, terms);
    }
    return new HighlightedWords(languages, terms, phrases);
  }

  private static void addTerms(String text, List<String> languages, Set<String> terms) {
    for (QueryWord word : QueryWord.of(text, languages, LexicalQuery.MAX_WORDS, MAX_FORMS)) {
      for (Form form : word.forms()) {
        terms.add(form.term());
      }
    }
  }

  boolean isEmpty() {
    return terms.isEmpty() && phrases.isEmpty();
  }
}
