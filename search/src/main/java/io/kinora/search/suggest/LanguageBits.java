package io.kinora.search.suggest;

import io.kinora.indexing.shard.ShardFields;
import java.io.IOException;
import java.util.Locale;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** The videos of a segment that are in a language, whatever its region or script. */
final class LanguageBits {

  private LanguageBits() {}

  /**
   * @param lang BCP 47 tag
   */
  static FixedBitSet of(LeafReader segment, String lang) throws IOException {
    FixedBitSet bits = new FixedBitSet(segment.maxDoc());
    Terms languages = segment.terms(ShardFields.LANGUAGE);
    if (languages == null) {
      return bits;
    }
    String wanted = primary(lang);
    TermsEnum each = languages.iterator();
    for (BytesRef tag = each.next(); tag != null; tag = each.next()) {
      if (primary(tag.utf8ToString()).equals(wanted)) {
        bits.or(each.postings(null, PostingsEnum.NONE));
      }
    }
    return bits;
  }

  private static String primary(String tag) {
    int end = tag.indexOf('-');
    return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
  }
}
