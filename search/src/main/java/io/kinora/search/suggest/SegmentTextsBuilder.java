package io.kinora.search.suggest;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.shard.StoredVideoCodec;
import io.kinora.search.suggest.Suggestion.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.apache.lucene.util.BytesRefHash;
import org.apache.lucene.util.MSBRadixSorter;

/** Reads the texts of a segment. */
final class SegmentTextsBuilder {

  /** Words of a text at which a completion may begin; later ones are only matched on the way. */
  private static final int MOST_STARTS = 64;

  private static final Type[] TYPES = Type.values();

  private final LeafReader segment;
  private final BytesRefHash texts = new BytesRefHash();
  private final BytesRefBuilder scratch = new BytesRefBuilder();

  /** Which text stands in which video: parallel, in the order of videos. */
  private int[] pairText = new int[1024];

  private int[] pairVideo = new int[1024];
  private int pairs;

  /** Where completions may begin: parallel, in the order of texts. */
  private int[] entryText = new int[1024];

  private int[] entryOffset = new int[1024];
  private int entries;

  private SegmentTextsBuilder(LeafReader segment) {
    this.segment = segment;
  }

  /**
   * @param videos the documents that are videos
   */
  static SegmentTexts build(LeafReader segment, BitSet videos) throws IOException {
    return new SegmentTextsBuilder(segment).build(videos);
  }

  private record Known(int doc, int popularity, String id) {}

  private SegmentTexts build(BitSet videos) throws IOException {
    List<Known> known = read(videos);
    int[] order = bestKnownFirst(known);
    int[] firstPair = firstPairs(known.size());

    int[] firstDocument = new int[texts.size() + 1];
    for (int pair = 0; pair < pairs; pair++) {
      firstDocument[pairText[pair] + 1]++;
    }
    for (int text = 0; text < texts.size(); text++) {
      firstDocument[text + 1] += firstDocument[text];
    }
    int[] free = firstDocument.clone();
    int[] documents = new int[pairs];
    short[] popularity = new short[pairs];
    for (int video : order) {
      for (int pair = firstPair[video]; pair < firstPair[video + 1]; pair++) {
        int place = free[pairText[pair]]++;
        documents[place] = known.get(video).doc();
        popularity[place] = (short) known.get(video).popularity();
      }
    }
    return assemble(firstDocument, documents, popularity);
  }

  private List<Known> read(BitSet videos) throws IOException {
    BinaryDocValues stored = DocValues.getBinary(segment, ShardFields.STORED);
    BinaryDocValues ids = DocValues.getBinary(segment, ShardFields.ID);
    SortedNumericDocValues views = DocValues.getSortedNumeric(segment, ShardFields.VIEWS);
    SortedSetDocValues channels = DocValues.getSortedSet(segment, ShardFields.CHANNEL);
    SortedSetDocValues tags = DocValues.getSortedSet(segment, ShardFields.TAG);
    int[] channelTexts = texts(channels, Type.CHANNEL);
    int[] tagTexts = texts(tags, Type.TAG);
    List<Known> known = new ArrayList<>();
    int doc = videos.length() == 0 ? DocIdSetIterator.NO_MORE_DOCS : videos.nextSetBit(0);
    while (doc != DocIdSetIterator.NO_MORE_DOCS) {
      int video = known.size();
      if (stored.advanceExact(doc)) {
        pair(text(StoredVideoCodec.title(stored.binaryValue()), Type.TITLE), video);
      }
      pairs(channels, channelTexts, doc, video);
      pairs(tags, tagTexts, doc, video);
      long seen = views.advanceExact(doc) ? views.nextValue() : 0;
      String id = ids.advanceExact(doc) ? ids.binaryValue().utf8ToString() : "";
      known.add(new Known(doc, Points.popularity(seen), id));
      doc = doc + 1 < videos.length() ? videos.nextSetBit(doc + 1) : DocIdSetIterator.NO_MORE_DOCS;
    }
    return known;
  }

  /** The text of every value. */
  private int[] texts(SortedSetDocValues values, Type type) throws IOException {
    int[] byOrdinal = new int[Math.toIntExact(values.getValueCount())];
    for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
      byOrdinal[ordinal] = text(values.lookupOrd(ordinal).utf8ToString(), type);
    }
    return byOrdinal;
  }

  private void pairs(SortedSetDocValues values, int[] byOrdinal, int doc, int video)
      throws IOException {
    if (!values.advanceExact(doc)) {
      return;
    }
    for (int i = values.docValueCount(); i > 0; i--) {
      pair(byOrdinal[(int) values.nextOrd()], video);
    }
  }

  /** The number of a text, or -1 if nothing of it is kept. */
  private int text(String original, Type type) {
    FoldedText text = FoldedText.of(original);
    if (text.isEmpty()) {
      return -1;
    }
    scratch.copyChars(text.text());
    scratch.append((byte) type.ordinal());
    int number = texts.add(scratch.get());
    if (number < 0) {
      return -number - 1;
    }
    addWordStarts(text, number);
    return number;
  }

  private void addWordStarts(FoldedText text, int number) {
    String characters = text.text();
    int offset = 0;
    int found = 0;
    for (int i = 0; i < characters.length() && found < MOST_STARTS; ) {
      int c = characters.codePointAt(i);
      if (text.startsWord(i)) {
        entryText = ArrayUtil.grow(entryText, entries + 1);
        entryOffset = ArrayUtil.grow(entryOffset, entries + 1);
        entryText[entries] = number;
        entryOffset[entries++] = offset;
        found++;
      }
      offset += Utf8.length(c);
      i += Character.charCount(c);
    }
  }

  private void pair(int text, int video) {
    boolean again = pairs > 0 && pairText[pairs - 1] == text && pairVideo[pairs - 1] == video;
    if (text < 0 || again) {
      return;
    }
    pairText = ArrayUtil.grow(pairText, pairs + 1);
    pairVideo = ArrayUtil.grow(pairVideo, pairs + 1);
    pairText[pairs] = text;
    pairVideo[pairs++] = video;
  }

  private static int[] bestKnownFirst(List<Known> known) {
    Integer[] order = new Integer[known.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.comparingInt((Integer i) -> -known.get(i).popularity())
            .thenComparing(i -> known.get(i).id()));
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  private int[] firstPairs(int videos) {
    int[] first = new int[videos + 1];
    for (int pair = 0; pair < pairs; pair++) {
      first[pairVideo[pair] + 1]++;
    }
    for (int video = 0; video < videos; video++) {
      first[video + 1] += first[video];
    }
    return first;
  }

  private SegmentTexts assemble(int[] firstDocument, int[] documents, short[] popularity) {
    int count = texts.size();
    int[] starts = new int[count];
    Type[] types = new Type[count];
    BytesRef each = new BytesRef();
    int length = 0;
    for (int text = 0; text < count; text++) {
      starts[text] = length;
      length += texts.get(text, each).length; // its type's byte makes room for the end
    }
    byte[] bytes = new byte[length];
    for (int text = 0; text < count; text++) {
      texts.get(text, each);
      System.arraycopy(each.bytes, each.offset, bytes, starts[text], each.length - 1);
      types[text] = TYPES[each.bytes[each.offset + each.length - 1]];
    }
    int[] sorted = new int[entries];
    int[] ends = new int[entries];
    for (int entry = 0; entry < entries; entry++) {
      int text = entryText[entry];
      sorted[entry] = starts[text] + entryOffset[entry];
      ends[entry] = (text + 1 < count ? starts[text + 1] : length) - 1;
    }
    sort(sorted, ends, bytes);
    return new SegmentTexts(bytes, starts, types, firstDocument, documents, popularity, sorted);
  }

  /**
   * @param ends where the text of each entry ends: where many are equal, the sorter looks beyond
   */
  private static void sort(int[] entries, int[] ends, byte[] bytes) {
    new MSBRadixSorter(Integer.MAX_VALUE) {
      @Override
      protected int byteAt(int entry, int depth) {
        int at = entries[entry] + depth;
        return at < ends[entry] ? Byte.toUnsignedInt(bytes[at]) : -1;
      }

      @Override
      protected void swap(int a, int b) {
        exchange(entries, a, b);
        exchange(ends, a, b);
      }
    }.sort(0, entries.length);
  }

  private static void exchange(int[] values, int a, int b) {
    int kept = values[a];
    values[a] = values[b];
    values[b] = kept;
  }
}
