package io.kinora.search.shard;

import io.kinora.search.Wording;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterQueries;
import java.util.Collection;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** What a search asks of a video, for judging one video alone: the same queries, without scores. */
public final class VideoConditions {

  private VideoConditions() {}

  /**
   * What any video must be, whatever brings it: what the filter says, and the wording's phrases and
   * exclusions.
   *
   * @param languages in which the words may be
   */
  public static Query admission(Filter filter, Wording wording, Collection<String> languages) {
    Query filtered = FilterQueries.query(filter);
    Query demanded = Demands.query(wording, languages);
    return demanded == null
        ? filtered
        : new BooleanQuery.Builder()
            .add(filtered, Occur.FILTER)
            .add(demanded, Occur.FILTER)
            .build();
  }

  /**
   * Every word of a text.
   *
   * @return null if it has no words
   */
  public static @Nullable Query every(String text, Wording wording, Collection<String> languages) {
    LexicalQuery words = LexicalQuery.of(text, wording, languages);
    return words.isEmpty() ? null : words.every();
  }
}
