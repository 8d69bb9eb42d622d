package io.kinora.search.shard;

import io.kinora.search.Explanation;
import java.util.ArrayList;
import java.util.List;

/** Lucene's account of a score as one of ours. */
final class LuceneExplanations {

  private LuceneExplanations() {}

  static Explanation of(org.apache.lucene.search.Explanation lucene) {
    List<Explanation> details = new ArrayList<>(lucene.getDetails().length);
    for (org.apache.lucene.search.Explanation detail : lucene.getDetails()) {
      details.add(of(detail));
    }
    return new Explanation(lucene.getValue().doubleValue(), lucene.getDescription(), details);
  }
}
