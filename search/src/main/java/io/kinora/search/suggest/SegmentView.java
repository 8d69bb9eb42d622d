package io.kinora.search.suggest;

import io.kinora.indexing.shard.ShardFields;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * A segment as one query sees it.
 *
 * @param accepted the videos that may be offered, null for all
 * @param inLanguage the videos in the language asked for, null where none was
 */
record SegmentView(
    LeafReader reader, SegmentTexts texts, @Nullable Bits accepted, @Nullable Bits inLanguage) {

  boolean accepts(int document) {
    return accepted == null || accepted.get(document);
  }

  int languagePoints(int document) {
    return inLanguage != null && inLanguage.get(document) ? Points.LANGUAGE : 0;
  }

  int mostLanguagePoints() {
    return inLanguage == null ? 0 : Points.LANGUAGE;
  }

  String id(int document) throws IOException {
    BinaryDocValues ids = DocValues.getBinary(reader, ShardFields.ID);
    return ids.advanceExact(document) ? ids.binaryValue().utf8ToString() : "";
  }
}
