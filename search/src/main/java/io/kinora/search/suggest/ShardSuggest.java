package io.kinora.search.suggest;

import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.shard.StoredVideoCodec;
import io.kinora.search.Deadline;
import io.kinora.search.shard.AcceptedVideos;
import io.kinora.search.suggest.SegmentTexts.Range;
import io.kinora.search.suggest.Suggestion.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Completes what is typed from one shard, as of its last refresh:
 *
 * <ol>
 *   <li>every text with a word from which on it begins with what was typed
 *   <li>where these are too few, texts that do so but for one typing error
 *   <li>where there are none at all, for two
 *   <li>of nearly equal texts the best; the best of all by {@link Points}
 * </ol>
 *
 * What a text is worth is its best known video's that the filter lets through, so that the best of
 * several shards are the best of all. Safe for use by several threads.
 */
public final class ShardSuggest {

  private static final byte BLANK = ' ';

  private final Shard shard;
  private final SegmentTextsCache texts;

  private ShardSuggest(Shard shard, SegmentTextsCache texts) {
    this.shard = shard;
    this.texts = texts;
  }

  /**
   * Reads the texts of all that the shard holds, and from now on those of what it is about to show.
   * Takes some 10 microseconds a video.
   */
  public static ShardSuggest open(Shard shard) throws IOException {
    SegmentTextsCache texts = new SegmentTextsCache(shard.blocks());
    shard.warmWith(texts::of);
    return new ShardSuggest(shard, texts);
  }

  public SuggestAnswer suggest(SuggestQuery query, Deadline deadline) throws IOException {
    TypedText typed = TypedText.of(query.text());
    if (typed.isEmpty()) {
      return new SuggestAnswer(List.of(), false);
    }
    IndexSearcher searcher = shard.acquire();
    try {
      List<SegmentView> segments = view(searcher, query);
      BestTexts best = new BestTexts(query.limit(), deadline);
      for (SegmentView segment : segments) {
        begun(segment, typed, best);
      }
      for (int edits = 1; edits <= typed.mostEdits() && best.wants(edits); edits++) {
        for (SegmentView segment : segments) {
          nearly(segment, typed, edits, best);
        }
      }
      return new SuggestAnswer(shown(best.best()), best.cutShort());
    } finally {
      shard.release(searcher);
    }
  }

  private List<SegmentView> view(IndexSearcher searcher, SuggestQuery query) throws IOException {
    AcceptedVideos accepted = AcceptedVideos.of(searcher, shard.blocks(), query.filter());
    List<SegmentView> segments = new ArrayList<>();
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      Bits inLanguage =
          query.lang() == null ? null : LanguageBits.of(segment.reader(), query.lang());
      segments.add(
          new SegmentView(
              segment.reader(), texts.of(segment.reader()), accepted.bits(segment), inLanguage));
    }
    return segments;
  }

  private static void begun(SegmentView segment, TypedText typed, BestTexts best)
      throws IOException {
    byte[] bytes = typed.bytes();
    SegmentTexts texts = segment.texts();
    Range all = new Range(0, texts.size());
    Range begun = texts.having(all, 0, bytes, 0, bytes.length);
    look(segment, begun, bytes.length, 0, typed.wholeWords(), best);
  }

  private static void nearly(SegmentView segment, TypedText typed, int edits, BestTexts best)
      throws IOException {
    List<Near> found = new ArrayList<>();
    NearTexts.find(
        segment.texts(), typed, edits, (range, depth) -> found.add(new Near(range, depth)));
    for (Near each : found) {
      look(segment, each.range(), each.depth(), edits, typed.wholeWords(), best);
    }
  }

  private record Near(Range range, int depth) {}

  /** What ends there or goes on with a blank has it as whole words, and comes first. */
  private static void look(
      SegmentView segment, Range range, int matched, int edits, boolean wholeWords, BestTexts best)
      throws IOException {
    int end = segment.texts().endOfUpTo(range, matched, BLANK);
    best.look(segment, new Range(range.from(), end), matched, edits, Points.WHOLE_WORDS);
    if (!wholeWords) {
      best.look(segment, new Range(end, range.to()), matched, edits, 0);
    }
  }

  private static List<Suggestion> shown(List<Completion> best) throws IOException {
    List<Suggestion> shown = new ArrayList<>(best.size());
    for (Completion each : best) {
      shown.add(shown(each));
    }
    return shown;
  }

  private static Suggestion shown(Completion found) throws IOException {
    String key = found.folded().utf8ToString();
    String text = written(found, key);
    FoldedText folded = FoldedText.of(text);
    int from = MarkedText.characters(found.folded(), found.offset());
    int to = MarkedText.characters(found.folded(), found.offset() + found.matched());
    return new Suggestion(
        text,
        found.type(),
        found.type() == Type.TITLE ? found.segment().id(found.document()) : null,
        MarkedText.of(text, folded, from, to),
        key,
        from,
        found.edits(),
        found.points());
  }

  /** The text as the video has it that it was found by. */
  private static String written(Completion found, String folded) throws IOException {
    LeafReader segment = found.segment().reader();
    if (found.type() == Type.TITLE) {
      BinaryDocValues stored = DocValues.getBinary(segment, ShardFields.STORED);
      stored.advanceExact(found.document());
      return StoredVideoCodec.title(stored.binaryValue());
    }
    String field = found.type() == Type.CHANNEL ? ShardFields.CHANNEL : ShardFields.TAG;
    String written = value(segment, field, found.document(), folded);
    return written == null ? folded : written;
  }

  private static @Nullable String value(
      LeafReader segment, String field, int document, String folded) throws IOException {
    SortedSetDocValues values = DocValues.getSortedSet(segment, field);
    if (!values.advanceExact(document)) {
      return null;
    }
    for (int i = values.docValueCount(); i > 0; i--) {
      String value = values.lookupOrd(values.nextOrd()).utf8ToString();
      if (FoldedText.of(value).text().equals(folded)) {
        return value;
      }
    }
    return null;
  }
}
