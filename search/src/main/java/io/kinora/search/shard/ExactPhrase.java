package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.text.Form;
import io.kinora.indexing.text.TextForms;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Words in a row as they are written, in no language's form: where a word is written with signs,
 * with them.
 *
 * @param words in order, by position
 */
record ExactPhrase(List<Form> words) {

  /** Null if the text has no words. */
  static @Nullable ExactPhrase of(String text) {
    List<Form> words = new ArrayList<>();
    for (Form form : TextForms.written(text, List.of())) {
      if (form.kind() == Form.Kind.JOINED) {
        continue;
      }
      boolean first = words.isEmpty() || words.getLast().position() != form.position();
      if (first) {
        words.add(form);
      } else if (saysMore(form, words.getLast())) {
        words.set(words.size() - 1, form);
      }
    }
    return words.isEmpty() ? null : new ExactPhrase(List.copyOf(words));
  }

  private static boolean saysMore(Form form, Form other) {
    return form.kind() == Form.Kind.SIGNED || form.end() > other.end();
  }

  /** Title, tags, channel, description or transcript have it. */
  Query query() {
    return new BooleanQuery.Builder()
        .add(query(ShardFields.PHRASES), Occur.SHOULD)
        .add(query(ShardFields.TRANSCRIPT), Occur.SHOULD)
        .build();
  }

  private Query query(String field) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    int first = words.getFirst().position();
    for (Form word : words) {
      phrase.add(new Term(field, word.term()), word.position() - first);
    }
    return phrase.build();
  }

  /**
   * Whether a text has the phrase from one of its forms on.
   *
   * @param forms of the text, by position
   * @return past its last character, or -1
   */
  int endAt(List<Form> forms, int from) {
    int first = words.getFirst().position();
    int start = forms.get(from).position();
    int at = from;
    int end = -1;
    for (Form word : words) {
      int position = start + word.position() - first;
      while (at < forms.size()
          && (forms.get(at).position() < position
              || (forms.get(at).position() == position
                  && !forms.get(at).term().equals(word.term())))) {
        at++;
      }
      if (at == forms.size() || forms.get(at).position() != position) {
        return -1;
      }
      end = Math.max(end, forms.get(at).end());
    }
    return end;
  }
}
