package io.kinora.indexing.text;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Words by Unicode's rules (UAX #29) in one spelling, whatever the language: lower case, no
 * accents, one form of letters and digits that several scripts or keyboards write differently.
 * Chinese, Japanese and Korean become overlapping pairs of characters.
 */
final class NeutralAnalyzer extends Analyzer {

  private final boolean singles;

  /**
   * @param singles whether single characters of Chinese, Japanese and Korean are terms too: yes
   *     when writing, so that a query of one character finds them
   */
  NeutralAnalyzer(boolean singles) {
    this.singles = singles;
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer tokenizer = new StandardTokenizer();
    TokenStream words = new LowerCaseFilter(new CJKWidthFilter(tokenizer));
    words = new DecimalDigitFilter(words);
    words = new PersianNormalizationFilter(new ArabicNormalizationFilter(words));
    words = new HindiNormalizationFilter(new IndicNormalizationFilter(words));
    words = folded(words);
    words = new CJKBigramFilter(words, ALL_SCRIPTS, singles);
    return new TokenStreamComponents(tokenizer, words);
  }

  private static final int ALL_SCRIPTS =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA
          | CJKBigramFilter.HANGUL;

  static TokenStream folded(TokenStream words) {
    return new FoldingFilter(new ASCIIFoldingFilter(words));
  }
}
