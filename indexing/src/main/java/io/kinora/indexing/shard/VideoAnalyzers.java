package io.kinora.indexing.shard;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** The one place that says how text becomes terms, when writing and when searching alike. */
public final class VideoAnalyzers {

  private VideoAnalyzers() {}

  /**
   * Words by Unicode's rules (UAX #29), lower case, without accents and English possessives,
   * English words cut to their Porter stem. Words of other languages pass through, now and then
   * shortened the same way on both sides.
   */
  public static Analyzer words() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer tokenizer = new StandardTokenizer();
        TokenStream tokens = new EnglishPossessiveFilter(tokenizer);
        tokens = new LowerCaseFilter(tokens);
        tokens = new ASCIIFoldingFilter(tokens);
        tokens = new PorterStemFilter(tokens);
        return new TokenStreamComponents(tokenizer, tokens);
      }

      @Override
      protected TokenStream normalize(String field, TokenStream in) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(in));
      }
    };
  }
}
