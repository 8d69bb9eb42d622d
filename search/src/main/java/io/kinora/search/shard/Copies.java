package io.kinora.search.shard;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.search.ShardAnswer;
import io.kinora.search.Sort;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Of what matches, the videos that have copies. They alone are walked through, so a shard without
 * copies pays nothing.
 */
final class Copies {

  /** Whether a video matches; asked of a segment's videos in order. */
  interface Matching {
    boolean matches(int doc) throws IOException;
  }

  /** Says it for each segment. */
  interface Matched {
    Matching in(LeafReaderContext segment) throws IOException;
  }

  private interface Each {
    void video(LeafReaderContext segment, int doc, String group) throws IOException;
  }

  private record First(int segment, int doc, long value, BytesRef id) {

    boolean before(long otherValue, BytesRef otherId) {
      return value > otherValue || value == otherValue && id.compareTo(otherId) < 0;
    }
  }

  private Copies() {}

  static ShardAnswer.Copies count(IndexSearcher searcher, Matched matched) throws IOException {
    Set<String> groups = new HashSet<>();
    long[] videos = new long[1];
    boolean[] all = {true};
    walk(
        searcher,
        matched,
        (segment, doc, group) -> {
          videos[0]++;
          if (groups.size() < ShardAnswer.Copies.MOST_GROUPS) {
            groups.add(group);
          } else if (!groups.contains(group)) {
            all[0] = false;
          }
        });
    return videos[0] == 0
        ? ShardAnswer.Copies.NONE
        : new ShardAnswer.Copies(videos[0], groups, all[0]);
  }

  /** What matches, less those that come after another of their group in this order. */
  static MatchedVideos firstOfEach(IndexSearcher searcher, MatchedVideos matched, Sort sort)
      throws IOException {
    String field = sort == Sort.MOST_VIEWED ? ShardFields.VIEWS : ShardFields.PUBLISHED_AT;
    FixedBitSet[] sets = matched.bySegment().clone();
    Map<String, First> firsts = new HashMap<>();
    walk(
        searcher,
        in(matched),
        (segment, doc, group) -> {
          SortedNumericDocValues values = DocValues.getSortedNumeric(segment.reader(), field);
          long value = values.advanceExact(doc) ? values.nextValue() : Long.MIN_VALUE;
          BinaryDocValues ids = DocValues.getBinary(segment.reader(), ShardFields.ID);
          BytesRef id = ids.advanceExact(doc) ? ids.binaryValue() : new BytesRef();
          First first = firsts.get(group);
          boolean isLater = first != null && first.before(value, id);
          if (!isLater) {
            firsts.put(group, new First(segment.ord, doc, value, BytesRef.deepCopyOf(id)));
          }
          if (first != null) {
            int ord = isLater ? segment.ord : first.segment;
            if (sets[ord] == matched.bySegment()[ord]) {
              sets[ord] = sets[ord].clone();
            }
            sets[ord].clear(isLater ? doc : first.doc);
          }
        });
    return new MatchedVideos(sets, matched.count());
  }

  /** Those that match and are of one of these groups. */
  static MatchedVideos only(IndexSearcher searcher, MatchedVideos matched, Set<String> groups)
      throws IOException {
    FixedBitSet[] sets = new FixedBitSet[matched.bySegment().length];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = new FixedBitSet(matched.bySegment()[i].length());
    }
    long[] count = new long[1];
    walk(
        searcher,
        in(matched),
        (segment, doc, group) -> {
          if (groups.contains(group)) {
            sets[segment.ord].set(doc);
            count[0]++;
          }
        });
    return new MatchedVideos(sets, count[0]);
  }

  static Matched in(MatchedVideos matched) {
    return segment -> matched.bySegment()[segment.ord]::get;
  }

  private static void walk(IndexSearcher searcher, Matched matched, Each each) throws IOException {
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      SortedSetDocValues groups = segment.reader().getSortedSetDocValues(ShardFields.GROUP);
      if (groups == null) {
        continue;
      }
      Matching matching = matched.in(segment);
      while (groups.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (matching.matches(groups.docID())) {
          String group = groups.lookupOrd(groups.nextOrd()).utf8ToString();
          each.video(segment, groups.docID(), group);
        }
      }
    }
  }
}
