package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.text.Form;
import io.kinora.search.Wording;
import io.kinora.search.Wording.Synonym;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text as a query: any of them (or as many as the wording asks for), each in its
 * forms, in the weighted stream of title, tags, channel and description or, for less, in the
 * transcript; more if the title has them in a row. There is no syntax, so no text is wrong.
 */
final class LexicalQuery {

  /** Words beyond these say little and cost time. */
  static final int MAX_WORDS = 64;

  private static final int MAX_FORMS = 160;

  /** Longer texts are hardly a title's phrase. */
  private static final int MAX_PHRASE = 8;

  private static final int MAX_SYNONYMS = 32;

  private static final float TRANSCRIPT_WEIGHT = 0.5f;
  private static final float PHRASE_WEIGHT = 0.5f;
  private static final float SYNONYM_WEIGHT = 0.5f;

  /** What a form must weigh for the transcript to be asked for it. */
  private static final float MAIN = 0.5f;

  private final List<QueryWord> words;
  private final List<Stand> stands;
  private final Wording.Match match;

  /** A synonym and the words it stands for. */
  private record Stand(Synonym synonym, List<QueryWord> words) {}

  private LexicalQuery(List<QueryWord> words, List<Stand> stands, Wording.Match match) {
    this.words = words;
    this.stands = stands;
    this.match = match;
  }

  /**
   * @param languages in which the words may be
   */
  static LexicalQuery of(String text, Wording wording, Collection<String> languages) {
    List<Stand> stands = new ArrayList<>();
    for (Synonym synonym : wording.synonyms()) {
      List<QueryWord> other = QueryWord.of(synonym.text(), languages, MAX_PHRASE, MAX_PHRASE * 4);
      if (!other.isEmpty() && stands.size() < MAX_SYNONYMS) {
        stands.add(new Stand(synonym, other));
      }
    }
    return new LexicalQuery(
        QueryWord.of(text, languages, MAX_WORDS, MAX_FORMS), stands, wording.match());
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** What a title is worth that has the words in a row, or null where that says nothing. */
  @Nullable Query inTitle() {
    boolean phrase = words.size() > 1 && words.size() <= MAX_PHRASE;
    if (!phrase || !words.stream().allMatch(QueryWord::isOne)) {
      return null;
    }
    String[] row = words.stream().map(QueryWord::main).toArray(String[]::new);
    return new BoostQuery(new PhraseQuery(1, ShardFields.TITLE, row), PHRASE_WEIGHT);
  }

  /** Decides what matches, and how well but for {@link #inTitle}. */
  Query words() {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    weights().forEach((term, weight) -> add(term, weight, any));
    for (Stand stand : stands) {
      if (stand.words.size() > 1) {
        any.add(new BoostQuery(row(stand), SYNONYM_WEIGHT), Occur.SHOULD);
      }
    }
    if (match != Wording.Match.ANY && words.size() > 1) {
      any.add(enough(), Occur.FILTER);
    }
    return any.build();
  }

  /** A word that stands twice in the query counts twice. */
  private Map<String, Float> weights() {
    Map<String, Float> weights = LinkedHashMap.newLinkedHashMap(words.size() * 2);
    for (QueryWord word : words) {
      word.weights().forEach((term, weight) -> weights.merge(term, weight, Float::sum));
    }
    for (Stand stand : stands) {
      if (stand.words.size() == 1) {
        stand
            .words
            .getFirst()
            .weights()
            .forEach((term, weight) -> weights.putIfAbsent(term, weight * SYNONYM_WEIGHT));
      }
    }
    return weights;
  }

  private static void add(String term, float weight, BooleanQuery.Builder any) {
    any.add(weighted(ShardFields.WORDS, term, weight), Occur.SHOULD);
    if (weight >= MAIN) {
      any.add(weighted(ShardFields.TRANSCRIPT, term, weight * TRANSCRIPT_WEIGHT), Occur.SHOULD);
    }
  }

  private static Query weighted(String field, String term, float weight) {
    Query query = new TermQuery(new Term(field, term));
    return weight == 1 ? query : new BoostQuery(query, weight);
  }

  /** A synonym of several words: as it stands. */
  private static Query row(Stand stand) {
    ExactPhrase phrase = ExactPhrase.of(stand.synonym.text());
    return phrase == null ? has(stand.words.getFirst()) : phrase.query();
  }

  /** As many of the words as are asked for; a synonym counts for the words it stands for. */
  private Query enough() {
    int all = words.size();
    BooleanQuery.Builder enough = new BooleanQuery.Builder();
    for (QueryWord word : words) {
      enough.add(hasOrMeans(word), Occur.SHOULD);
    }
    int least = match == Wording.Match.ALL || all == 2 ? all : Math.max(2, all * 3 / 4);
    return enough.setMinimumNumberShouldMatch(least).build();
  }

  /** Every one of the words, without scores. */
  Query every() {
    BooleanQuery.Builder every = new BooleanQuery.Builder();
    for (QueryWord word : words) {
      every.add(hasOrMeans(word), Occur.FILTER);
    }
    return every.build();
  }

  private Query hasOrMeans(QueryWord word) {
    BooleanQuery.Builder either = new BooleanQuery.Builder().add(has(word), Occur.SHOULD);
    for (Stand stand : stands) {
      boolean covers = stand.synonym.start() <= word.start() && word.end() <= stand.synonym.end();
      if (covers) {
        either.add(stand.words.size() > 1 ? row(stand) : has(stand.words.getFirst()), Occur.SHOULD);
      }
    }
    return either.build();
  }

  /** A video has a word if it has one of its forms; several in a row, all of one kind. */
  private static Query has(QueryWord word) {
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    if (word.isOne()) {
      word.forms().forEach(form -> addEither(form.term(), either));
      return either.build();
    }
    for (Form.Kind kind : Form.Kind.values()) {
      List<String> terms = word.terms(kind);
      BooleanQuery.Builder all = new BooleanQuery.Builder();
      for (String term : terms) {
        BooleanQuery.Builder one = new BooleanQuery.Builder();
        addEither(term, one);
        all.add(one.build(), Occur.MUST);
      }
      if (!terms.isEmpty()) {
        either.add(all.build(), Occur.SHOULD);
      }
    }
    return either.build();
  }

  private static void addEither(String term, BooleanQuery.Builder either) {
    either.add(new TermQuery(new Term(ShardFields.WORDS, term)), Occur.SHOULD);
    either.add(new TermQuery(new Term(ShardFields.TRANSCRIPT, term)), Occur.SHOULD);
  }
}
