package io.kinora.search.lexicon;

import io.kinora.indexing.shard.ShardFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** How many videos have a channel or tag, and how often those are viewed. */
final class NameCounts {

  private static final class Count {
    private long videos;
    private long views;
  }

  private final Map<String, Count> counts = new HashMap<>();

  private NameCounts() {}

  static List<Name> read(IndexReader reader, Name.Type type) throws IOException {
    NameCounts all = new NameCounts();
    for (LeafReaderContext segment : reader.leaves()) {
      all.add(segment.reader(), LexiconReader.field(type));
    }
    List<Name> names = new ArrayList<>(all.counts.size());
    all.counts.forEach(
        (id, count) -> names.add(new Name(type, id, count.videos, count.views, null)));
    return names;
  }

  private void add(LeafReader segment, String field) throws IOException {
    SortedSetDocValues values = DocValues.getSortedSet(segment, field);
    SortedNumericDocValues viewed = DocValues.getSortedNumeric(segment, ShardFields.VIEWS);
    Bits live = segment.getLiveDocs();
    int ordinals = Math.toIntExact(values.getValueCount());
    long[] videos = new long[ordinals];
    long[] views = new long[ordinals];
    while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      if (live != null && !live.get(values.docID())) {
        continue;
      }
      long times = viewed.advanceExact(values.docID()) ? viewed.nextValue() : 0;
      for (int i = 0; i < values.docValueCount(); i++) {
        int ordinal = (int) values.nextOrd();
        videos[ordinal]++;
        views[ordinal] += times;
      }
    }
    for (int ordinal = 0; ordinal < ordinals; ordinal++) {
      if (videos[ordinal] > 0) {
        String id = values.lookupOrd(ordinal).utf8ToString();
        Count count = counts.computeIfAbsent(id, first -> new Count());
        count.videos += videos[ordinal];
        count.views += views[ordinal];
      }
    }
  }
}
