package io.kinora.search.understand;

import java.util.List;

/** What was asked before and led to a click. */
public interface QueryHistory {

  /** Remembers nothing. */
  QueryHistory NONE =
      new QueryHistory() {
        @Override
        public long clicks(String word) {
          return 0;
        }

        @Override
        public List<Past> beginningWith(String prefix, int most) {
          return List.of();
        }
      };

  /**
   * @param text as it was asked
   * @param clicks that it led to lately
   */
  record Past(String text, long clicks) {}

  /** Clicks that queries with this word led to lately. */
  long clicks(String word);

  /** Queries that begin like this and led to clicks, those with most clicks first. */
  List<Past> beginningWith(String prefix, int most);
}
