package io.kinora.indexing.shard;

import io.kinora.indexing.text.Form;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/**
 * Text in which every word counts {@code weight} times. Several of one name make one stream of
 * weighted words, so that scoring that stream with BM25 is BM25F in its simple form (Robertson,
 * Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004). The weights
 * are spent when writing: a search reads one posting list a term, however many fields there are.
 */
final class WeightedText extends Field {

  private static final FieldType FREQUENCIES = new FieldType();

  static {
    FREQUENCIES.setTokenized(true);
    FREQUENCIES.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    FREQUENCIES.freeze();
  }

  private final List<Form> forms;
  private final int weight;

  WeightedText(String name, String text, List<Form> forms, int weight) {
    super(name, text, FREQUENCIES);
    this.forms = forms;
    this.weight = weight;
  }

  @Override
  public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
    return new FormStream(forms, stringValue().length(), weight);
  }
}
