package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A text as a query: any of its words, in the weighted stream of title, tags, channel and
 * description or, for less, in the transcript; more if the title has them in a row. There is no
 * syntax, so no text is wrong.
 */
final class LexicalQuery {

  /** Words beyond these say little and cost time. */
  static final int MAX_TERMS = 64;

  /** Longer texts are hardly a title's phrase. */
  private static final int MAX_PHRASE = 8;

  private static final float TRANSCRIPT_WEIGHT = 0.5f;
  private static final float PHRASE_WEIGHT = 0.5f;

  private LexicalQuery() {}

  /** The words of a text as the index has them, in order, cut at {@link #MAX_TERMS}. */
  static List<String> terms(Analyzer analyzer, String text) {
    List<String> terms = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(ShardFields.WORDS, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (terms.size() < MAX_TERMS && tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return terms;
  }

  /** Decides what matches and how well. */
  static Query scoring(List<String> terms) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    addWords(terms, any);
    if (terms.size() > 1 && terms.size() <= MAX_PHRASE) {
      PhraseQuery phrase = new PhraseQuery(1, ShardFields.TITLE, terms.toArray(String[]::new));
      any.add(new BoostQuery(phrase, PHRASE_WEIGHT), Occur.SHOULD);
    }
    return any.build();
  }

  /** Decides only what matches. */
  static Query matching(List<String> terms) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    addWords(terms, any);
    return any.build();
  }

  /** A word that stands twice in the query counts twice. */
  private static void addWords(List<String> terms, BooleanQuery.Builder any) {
    Map<String, Integer> counts = LinkedHashMap.newLinkedHashMap(terms.size());
    for (String term : terms) {
      counts.merge(term, 1, Integer::sum);
    }
    counts.forEach(
        (term, count) -> {
          any.add(weighted(ShardFields.WORDS, term, count), Occur.SHOULD);
          any.add(weighted(ShardFields.TRANSCRIPT, term, count * TRANSCRIPT_WEIGHT), Occur.SHOULD);
        });
  }

  private static Query weighted(String field, String term, float weight) {
    Query query = new TermQuery(new Term(field, term));
    return weight == 1 ? query : new BoostQuery(query, weight);
  }
}
