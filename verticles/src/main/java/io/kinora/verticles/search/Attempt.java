package io.kinora.verticles.search;

import io.kinora.search.Retriever;
import io.kinora.search.SearchResponse.Spelling;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import org.jspecify.annotations.Nullable;

/**
 * A search in certain words, and what it found.
 *
 * @param spelling what to tell of the words' spelling, or null
 */
record Attempt(Ask ask, Page page, @Nullable Spelling spelling) {

  UnderstoodQuery understood() {
    return ask.understood();
  }

  Attempt telling(@Nullable Spelling other) {
    return new Attempt(ask, page, other);
  }

  /** How many videos have the words; at least that many where there are more. */
  long matches() {
    boolean byWords = ask.byRelevance() && ask.plan().retrievers().contains(Retriever.LEXICAL);
    if (!byWords || page.ranked().isEmpty()) {
      return page.found().total();
    }
    int column = Retriever.LEXICAL.ordinal();
    return page.found().candidates().stream().filter(c -> c.scores()[column] > 0).count();
  }
}
