package io.kinora.search.lexicon;

import io.kinora.indexing.shard.ShardFields;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the text vectors of a view of a shard.
 *
 * @param all of all videos, or null if none has one
 */
record TextVectors(SortedMap<String, VectorSum> categories, @Nullable VectorSum all) {

  static TextVectors sum(IndexReader reader) throws IOException {
    TreeMap<String, VectorSum> categories = new TreeMap<>();
    VectorSum all = null;
    for (LeafReaderContext segment : reader.leaves()) {
      SortedSetDocValues names = DocValues.getSortedSet(segment.reader(), ShardFields.CATEGORY);
      Sums sums = new Sums(Math.toIntExact(names.getValueCount()));
      sums.add(segment.reader(), names);
      for (int ordinal = 0; ordinal < sums.byCategory.length; ordinal++) {
        VectorSum sum = sums.byCategory[ordinal].whole();
        if (sum != null) {
          categories.merge(names.lookupOrd(ordinal).utf8ToString(), sum, VectorSum::plus);
        }
      }
      VectorSum whole = sums.all.whole();
      all = all == null || whole == null ? (all == null ? whole : all) : all.plus(whole);
    }
    return new TextVectors(categories, all);
  }

  /** The sum over videos with a keyword, or null if none has a vector. */
  static @Nullable VectorSum of(
      IndexReader reader, String field, String keyword, LexiconLimits limits) throws IOException {
    Sum sum = new Sum();
    for (LeafReaderContext segment : reader.leaves()) {
      PostingsEnum videos = segment.reader().postings(new Term(field, keyword), PostingsEnum.NONE);
      FloatVectorValues vectors = segment.reader().getFloatVectorValues(ShardFields.TEXT_VECTOR);
      if (videos == null || vectors == null) {
        continue;
      }
      Bits live = segment.reader().getLiveDocs();
      DocIndexIterator has = vectors.iterator();
      int doc = videos.nextDoc();
      while (doc != DocIdSetIterator.NO_MORE_DOCS && sum.count < limits.videosPerContext()) {
        int at = has.docID() < doc ? has.advance(doc) : has.docID();
        if (at == doc && (live == null || live.get(doc))) {
          sum.add(vectors.vectorValue(has.index()));
        }
        doc = videos.nextDoc();
      }
    }
    return sum.whole();
  }

  /** Of one segment. */
  private static final class Sums {

    private final Sum all = new Sum();
    private final Sum[] byCategory;

    Sums(int categories) {
      byCategory = new Sum[categories];
      for (int i = 0; i < categories; i++) {
        byCategory[i] = new Sum();
      }
    }

    void add(LeafReader segment, SortedSetDocValues names) throws IOException {
      FloatVectorValues vectors = segment.getFloatVectorValues(ShardFields.TEXT_VECTOR);
      if (vectors == null) {
        return;
      }
      Bits live = segment.getLiveDocs();
      DocIndexIterator has = vectors.iterator();
      for (int doc = has.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = has.nextDoc()) {
        if (live != null && !live.get(doc)) {
          continue;
        }
        float[] vector = vectors.vectorValue(has.index());
        all.add(vector);
        if (names.advanceExact(doc)) {
          byCategory[(int) names.nextOrd()].add(vector);
        }
      }
    }
  }

  private static final class Sum {
    private float[] values = new float[0];
    private int count;

    void add(float[] vector) {
      if (count == 0) {
        values = new float[vector.length];
      }
      for (int i = 0; i < values.length; i++) {
        values[i] += vector[i];
      }
      count++;
    }

    @Nullable VectorSum whole() {
      return count == 0 ? null : new VectorSum(values, count);
    }
  }
}
