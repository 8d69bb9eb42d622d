package io.kinora.search.standing;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.indexing.text.TextForms;
import io.kinora.search.Wording;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterPrinter;
import io.kinora.search.shard.VideoConditions;
import io.kinora.search.understand.QueryUnderstanding;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Makes standing queries of what a client asks, the way a search would be understood: the same
 * normal form, phrases, exclusions and fields in the box, languages, forms of words, synonyms. Safe
 * for use by several threads.
 */
public final class StandingQueryReader {

  /** What else may stand for words of a text in a language (BCP 47, or null if unknown). */
  @FunctionalInterface
  public interface SynonymSource {
    List<Wording.Synonym> of(String text, @Nullable String language);
  }

  /** Lucene refuses to match a query of more than 1,024; rewriting one can add some. */
  static final int MOST_LEAVES = 900;

  private final QueryUnderstanding understanding = new QueryUnderstanding();
  private final Supplier<VectorSpaces.Space> sight;
  private final SynonymSource synonyms;
  private final Supplier<Collection<String>> mainLanguages;

  /**
   * @param sight the space of video vectors; another one once the index has another encoder
   * @param mainLanguages where words are looked for whose language is unknown
   */
  public StandingQueryReader(
      Supplier<VectorSpaces.Space> sight,
      SynonymSource synonyms,
      Supplier<Collection<String>> mainLanguages) {
    this.sight = sight;
    this.synonyms = synonyms;
    this.mainLanguages = mainLanguages;
  }

  /**
   * @param q the words as typed; may be empty
   * @param nearness or null
   * @throws InvalidValueException if nothing is asked for, or too much to be held against every
   *     video, or the vector is of another space
   */
  public StandingQuery read(String q, Filter filter, @Nullable Nearness nearness) {
    if (nearness != null) {
      sight.get().require("vector.values", nearness.point());
    }
    try {
      return understood(q, filter, nearness);
    } catch (IndexSearcher.TooManyClauses many) {
      throw tooMany(q, "more than " + many.getMaxClauseCount());
    }
  }

  private StandingQuery understood(String q, Filter filter, @Nullable Nearness nearness) {
    UnderstoodQuery typed = understanding.understand(q, null);
    Wording wording = typed.wording(synonyms.of(typed.text(), typed.language()));
    Collection<String> languages = languages(typed.language());
    Query admission = VideoConditions.admission(typed.filter(filter), wording, languages);
    Query words = VideoConditions.every(typed.text(), wording, languages);
    if (words == null && nearness == null && admission instanceof MatchAllDocsQuery) {
      throw new InvalidValueException(
          "q", "nothing to look for", "words, or a filter or a vector beside them");
    }
    int leaves = Leaves.of(admission) + (words == null ? 0 : Leaves.of(words));
    if (leaves > MOST_LEAVES) {
      throw tooMany(q, String.valueOf(leaves));
    }
    List<Set<Term>> guards = new ArrayList<>(Guards.of(admission));
    if (words != null) {
      guards.addAll(Guards.of(words));
    }
    return new StandingQuery(key(q, filter, nearness), admission, words, nearness, guards);
  }

  private static InvalidValueException tooMany(String q, String leaves) {
    return new InvalidValueException(
        q.isBlank() ? "filter" : "q",
        leaves + " conditions",
        "1 to " + MOST_LEAVES + " conditions; each word is one for each field and language");
  }

  private Collection<String> languages(@Nullable String tag) {
    if (tag == null) {
      return mainLanguages.get();
    }
    String language = TextForms.language(tag);
    return language == null ? List.of() : List.of(language);
  }

  /** Of what was asked, not of what was made of it: that may be another tomorrow. */
  private static String key(String q, Filter filter, @Nullable Nearness nearness) {
    String near = nearness == null ? "" : nearness.digest();
    return q.strip() + "\n" + FilterPrinter.print(filter) + "\n" + near;
  }
}
