package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.search.ShardQuery.KeyLimit;
import io.kinora.search.ShardQuery.KeyedOnly;
import io.kinora.search.SharedKey;
import io.kinora.search.SharedKeys;
import io.kinora.search.Sort;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the videos of a shard share. Only videos with a key are looked at, so a key that
 * few have costs little. Keys are compared by 64 bits of their murmur3 hash.
 */
final class VideoKeys {

  private VideoKeys() {}

  static String field(SharedKey key) {
    return switch (key) {
      case CHANNEL -> ShardFields.CHANNEL;
      case DUPLICATES -> ShardFields.GROUP;
    };
  }

  /** Asked with ascending documents of one segment. */
  private interface Matches {
    boolean test(int doc) throws IOException;
  }

  private interface Matching {
    Matches in(LeafReaderContext segment) throws IOException;
  }

  /** The keys of matched videos. */
  static SharedKeys of(IndexSearcher searcher, MatchedVideos matched, SharedKey key)
      throws IOException {
    return of(searcher, segment -> matched.bySegment()[segment.ord]::get, key);
  }

  /** The same without working out all that matches. */
  static SharedKeys of(
      AcceptedVideos accepted,
      @Nullable LexicalRetriever lexical,
      CandidateRows rows,
      SharedKey key)
      throws IOException {
    if (!anyHas(accepted.searcher(), key)) {
      return SharedKeys.NONE;
    }
    Weight words = lexical == null ? null : lexical.matching();
    return of(accepted.searcher(), segment -> matches(accepted, words, rows, segment), key);
  }

  /** Whether there is a video with a key of this kind: looking words up again costs something. */
  private static boolean anyHas(IndexSearcher searcher, SharedKey key) throws IOException {
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      if (DocValues.getSortedSet(segment.reader(), field(key)).getValueCount() > 0) {
        return true;
      }
    }
    return false;
  }

  private static Matches matches(
      AcceptedVideos accepted,
      @Nullable Weight words,
      CandidateRows rows,
      LeafReaderContext segment)
      throws IOException {
    Bits bits = accepted.bits(segment);
    Scorer scorer = words == null ? null : words.scorer(segment);
    DocIdSetIterator with = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
    return doc -> {
      if (bits != null && !bits.get(doc)) {
        return false;
      }
      int at = with.docID() < doc ? with.advance(doc) : with.docID();
      return at == doc || Arrays.binarySearch(rows.docs, doc + segment.docBase) >= 0;
    };
  }

  private static SharedKeys of(IndexSearcher searcher, Matching matching, SharedKey key)
      throws IOException {
    long videos = 0;
    long[] hashes = new long[64];
    int count = 0;
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      SortedSetDocValues keys = DocValues.getSortedSet(segment.reader(), field(key));
      if (keys.getValueCount() == 0) {
        continue;
      }
      Matches matches = matching.in(segment);
      FixedBitSet met = new FixedBitSet((int) keys.getValueCount());
      for (int doc = keys.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = keys.nextDoc()) {
        if (matches.test(doc)) {
          videos++;
          met.set((int) keys.nextOrd());
        }
      }
      for (int ord = met.nextSetBit(0);
          ord != DocIdSetIterator.NO_MORE_DOCS;
          ord = AcceptedVideos.next(met, ord)) {
        hashes = ArrayUtil.grow(hashes, count + 1);
        hashes[count++] = hash(keys.lookupOrd(ord));
      }
    }
    return SharedKeys.of(videos, hashes, count);
  }

  private static long hash(BytesRef key) {
    return StringHelper.murmurhash3_x64_128(key)[0];
  }

  /** A video that may be among the first of its key. */
  private record Placed(long value, BytesRef id, FixedBitSet segment, int doc)
      implements Comparable<Placed> {

    /** The last in the list comes first. */
    @Override
    public int compareTo(Placed other) {
      int byValue = Long.compare(value, other.value);
      return byValue != 0 ? byValue : other.id.compareTo(id);
    }
  }

  /** Those without a key, and of those that share one the first in the list. */
  static MatchedVideos first(
      IndexSearcher searcher, MatchedVideos matched, KeyLimit limit, Sort sort) throws IOException {
    MatchedVideos kept = matched.copy();
    Map<Long, PriorityQueue<Placed>> byKey = new HashMap<>();
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      SortedSetDocValues keys = DocValues.getSortedSet(segment.reader(), field(limit.key()));
      if (keys.getValueCount() == 0) {
        continue;
      }
      long[] hashes = new long[(int) keys.getValueCount()];
      SortedNumericDocValues values =
          DocValues.getSortedNumeric(segment.reader(), SortedPage.field(sort));
      BinaryDocValues ids = DocValues.getBinary(segment.reader(), ShardFields.ID);
      FixedBitSet set = kept.bySegment()[segment.ord];
      for (int doc = keys.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = keys.nextDoc()) {
        if (!set.get(doc)) {
          continue;
        }
        int ord = (int) keys.nextOrd();
        if (hashes[ord] == 0) {
          hashes[ord] = hash(keys.lookupOrd(ord));
        }
        long value = values.advanceExact(doc) ? values.nextValue() : Long.MIN_VALUE;
        PriorityQueue<Placed> firsts =
            byKey.computeIfAbsent(hashes[ord], k -> new PriorityQueue<>());
        if (firsts.size() == limit.most() && value < firsts.element().value()) {
          set.clear(doc);
          continue;
        }
        ids.advanceExact(doc);
        firsts.add(new Placed(value, BytesRef.deepCopyOf(ids.binaryValue()), set, doc));
        if (firsts.size() > limit.most()) {
          Placed last = firsts.remove();
          last.segment().clear(last.doc());
        }
      }
    }
    return kept.counted();
  }

  /** Those that have one of these keys. */
  static MatchedVideos only(IndexSearcher searcher, MatchedVideos matched, KeyedOnly only)
      throws IOException {
    MatchedVideos kept = matched.copy();
    List<BytesRef> wanted = only.values().stream().map(BytesRef::new).toList();
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      SortedSetDocValues keys = DocValues.getSortedSet(segment.reader(), field(only.key()));
      FixedBitSet keyed = new FixedBitSet(Math.max(1, segment.reader().maxDoc()));
      FixedBitSet ords = new FixedBitSet((int) Math.max(1, keys.getValueCount()));
      for (BytesRef value : wanted) {
        long ord = keys.getValueCount() == 0 ? -1 : keys.lookupTerm(value);
        if (ord >= 0) {
          ords.set((int) ord);
        }
      }
      for (int doc = keys.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = keys.nextDoc()) {
        if (ords.get((int) keys.nextOrd())) {
          keyed.set(doc);
        }
      }
      kept.bySegment()[segment.ord].and(keyed);
    }
    return kept.counted();
  }
}
