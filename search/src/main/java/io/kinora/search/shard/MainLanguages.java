package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * The languages in which most videos of a shard are analysed: where words are looked for whose
 * language is unknown. Counted once a view.
 */
final class MainLanguages {

  /** Every language costs a posting list a word. */
  private static final int MOST = 3;

  private static final double LEAST_SHARE = 0.1;

  private final ConcurrentHashMap<IndexReader.CacheKey, List<String>> known =
      new ConcurrentHashMap<>();

  /** The most frequent first; at most three. */
  List<String> of(IndexReader view) throws IOException {
    IndexReader.CacheHelper helper = view.getReaderCacheHelper();
    if (helper == null) {
      return counted(view);
    }
    List<String> before = known.get(helper.getKey());
    if (before != null) {
      return before;
    }
    List<String> languages = counted(view);
    if (known.putIfAbsent(helper.getKey(), languages) == null) {
      helper.addClosedListener(known::remove);
    }
    return languages;
  }

  private static List<String> counted(IndexReader view) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    int all = 0;
    for (LeafReaderContext segment : view.leaves()) {
      Terms languages = segment.reader().terms(ShardFields.ANALYSED);
      if (languages == null) {
        continue;
      }
      TermsEnum each = languages.iterator();
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        counts.merge(term.utf8ToString(), each.docFreq(), Integer::sum);
        all += each.docFreq();
      }
    }
    return main(counts, all);
  }

  private static List<String> main(Map<String, Integer> counts, int all) {
    List<String> main = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .filter(entry -> entry.getValue() >= all * LEAST_SHARE)
        .limit(MOST)
        .forEach(entry -> main.add(entry.getKey()));
    return List.copyOf(main);
  }
}
