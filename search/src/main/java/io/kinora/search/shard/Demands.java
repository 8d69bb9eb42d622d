package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.text.Form;
import io.kinora.search.Wording;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * What a query's wording demands of every video, whichever retriever brings it: phrases that it
 * has, words and phrases that it has not.
 */
final class Demands {

  private static final int MOST_FORMS = 64;

  private Demands() {}

  /**
   * @param languages in which an excluded word is taken
   * @return null if anything goes
   */
  static @Nullable Query query(Wording wording, Collection<String> languages) {
    BooleanQuery.Builder demands = new BooleanQuery.Builder();
    boolean any = false;
    for (String phrase : wording.phrases()) {
      ExactPhrase exact = ExactPhrase.of(phrase);
      if (exact != null) {
        demands.add(exact.query(), Occur.FILTER);
        any = true;
      }
    }
    for (String excluded : wording.excluded()) {
      List<QueryWord> words = QueryWord.of(excluded, languages, MOST_FORMS, MOST_FORMS);
      if (!words.isEmpty()) {
        demands.add(excluded(excluded, words), Occur.MUST_NOT);
        any = true;
      }
    }
    return any ? demands.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER).build() : null;
  }

  /** A word in any of its forms; several words, or what signs join, as they stand. */
  private static Query excluded(String text, List<QueryWord> words) {
    QueryWord first = words.getFirst();
    BooleanQuery.Builder has = new BooleanQuery.Builder();
    ExactPhrase exact = ExactPhrase.of(text);
    if ((words.size() > 1 || !first.isOne()) && exact != null) {
      has.add(exact.query(), Occur.SHOULD);
      if (words.size() == 1) {
        first.terms(Form.Kind.JOINED).forEach(term -> either(term, has));
      }
      return has.build();
    }
    List<String> signed = first.terms(Form.Kind.SIGNED);
    if (signed.isEmpty()) {
      first.forms().forEach(form -> either(form.term(), has));
    } else {
      signed.forEach(term -> either(term, has));
    }
    return has.build();
  }

  private static void either(String term, BooleanQuery.Builder has) {
    has.add(new TermQuery(new Term(ShardFields.WORDS, term)), Occur.SHOULD);
    has.add(new TermQuery(new Term(ShardFields.TRANSCRIPT, term)), Occur.SHOULD);
  }
}
