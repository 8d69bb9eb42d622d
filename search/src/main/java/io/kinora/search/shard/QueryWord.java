package io.kinora.search.shard;

import io.kinora.indexing.text.Form;
import io.kinora.indexing.text.TextForms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A word of a query with the forms in which videos may have it. Where no blanks part words, all
 * that stands together is one.
 *
 * @param start in the query's text
 * @param end past its last character
 */
record QueryWord(int start, int end, List<Form> forms) {

  /**
   * A neutral form beside a language's: it finds videos of other languages, and those that have the
   * very form a little before those with another.
   */
  private static final float NEUTRAL_WEIGHT = 0.2f;

  private static final float JOINED_WEIGHT = 0.5f;

  /**
   * The words of a text in order.
   *
   * @param languages as {@link TextForms#asked} takes them
   * @param most words; those beyond say little and cost time
   * @param mostForms of all words together
   */
  static List<QueryWord> of(String text, Collection<String> languages, int most, int mostForms) {
    List<QueryWord> words = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    int end = 0;
    int taken = 0;
    for (Form form : TextForms.asked(text, languages)) {
      if (form.start() >= end && !forms.isEmpty()) {
        words.add(word(forms));
        forms = new ArrayList<>();
      }
      if (words.size() == most || ++taken > mostForms) {
        break;
      }
      forms.add(form);
      end = Math.max(end, form.end());
    }
    if (!forms.isEmpty()) {
      words.add(word(forms));
    }
    return words;
  }

  private static QueryWord word(List<Form> forms) {
    int end = 0;
    for (Form form : forms) {
      end = Math.max(end, form.end());
    }
    return new QueryWord(forms.getFirst().start(), end, forms);
  }

  /** Its terms and how much each counts, 0 to 1. */
  Map<String, Float> weights() {
    boolean signed = has(Form.Kind.SIGNED);
    boolean language = has(Form.Kind.LANGUAGE);
    Map<String, Float> weights = LinkedHashMap.newLinkedHashMap(forms.size());
    for (Form form : forms) {
      float weight =
          switch (form.kind()) {
            case SIGNED -> 1;
            case LANGUAGE -> signed ? NEUTRAL_WEIGHT : 1;
            case NEUTRAL -> signed || language ? NEUTRAL_WEIGHT : 1;
            case JOINED -> JOINED_WEIGHT;
          };
      weights.merge(form.term(), weight, Math::max);
    }
    return weights;
  }

  /** The form that says most of a word of one piece: signed, else its first language's. */
  String main() {
    Form main = forms.getFirst();
    for (Form form : forms) {
      boolean better =
          form.kind() == Form.Kind.SIGNED
              || (form.kind() == Form.Kind.LANGUAGE && main.kind() == Form.Kind.NEUTRAL);
      if (better) {
        main = form;
      }
    }
    return main.term();
  }

  /** Whether it is a word alone, not several in a row that belong together. */
  boolean isOne() {
    int neutral = 0;
    for (Form form : forms) {
      if (form.kind() == Form.Kind.NEUTRAL) {
        neutral++;
      }
    }
    return neutral <= 1;
  }

  /** The terms of one kind. */
  List<String> terms(Form.Kind kind) {
    List<String> terms = new ArrayList<>(forms.size());
    for (Form form : forms) {
      if (form.kind() == kind) {
        terms.add(form.term());
      }
    }
    return terms;
  }

  private boolean has(Form.Kind kind) {
    for (Form form : forms) {
      if (form.kind() == kind) {
        return true;
      }
    }
    return false;
  }
}
