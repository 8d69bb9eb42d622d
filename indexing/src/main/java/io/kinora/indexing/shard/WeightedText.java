package io.kinora.indexing.shard;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/**
 * Text in which every word counts {@code weight} times. Several of one name make one stream of
 * weighted words, so that scoring that stream with BM25 is BM25F in its simple form (Robertson,
 * Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004). The weights
 * are spent when writing: a search reads one posting list a word, however many fields there are.
 */
final class WeightedText extends Field {

  private static final FieldType FREQUENCIES = new FieldType();

  static {
    FREQUENCIES.setTokenized(true);
    FREQUENCIES.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    FREQUENCIES.freeze();
  }

  private final int weight;

  WeightedText(String name, String text, int weight) {
    super(name, text, FREQUENCIES);
    this.weight = weight;
  }

  @Override
  public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
    TokenStream words = analyzer.tokenStream(name(), stringValue());
    return weight == 1 ? words : new Weighted(words, weight);
  }

  private static final class Weighted extends TokenFilter {

    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final int weight;

    Weighted(TokenStream words, int weight) {
      super(words);
      this.weight = weight;
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!input.incrementToken()) {
        return false;
      }
      frequency.setTermFrequency(weight);
      return true;
    }
  }
}
