package io.kinora.indexing.text;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Takes away what people leave out or write in several ways: apostrophes inside words, accents
 * written as characters of their own, the dots of the Russian yo, and an emoji's skin tone and
 * style.
 */
final class FoldingFilter extends TokenFilter {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  FoldingFilter(TokenStream words) {
    super(words);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    char[] chars = term.buffer();
    int length = term.length();
    int kept = 0;
    for (int i = 0; i < length; i++) {
      char c = chars[i];
      if (i + 1 < length && isSkinTone(c, chars[i + 1])) {
        i++;
      } else if (!isLeftOut(c)) {
        chars[kept++] = c == 'ё' ? 'е' : c;
      }
    }
    if (kept > 0) {
      term.setLength(kept);
    }
    return true;
  }

  private static boolean isLeftOut(char c) {
    return c == '\''
        || c == '\u2019'
        || c == '\uFF07'
        || (c >= '\u0300' && c <= '\u036F')
        || (c >= '\uFE00' && c <= '\uFE0F');
  }

  private static boolean isSkinTone(char high, char low) {
    return high == '\uD83C' && low >= '\uDFFB' && low <= '\uDFFF';
  }
}
