package io.kinora.indexing.shard;

import io.kinora.indexing.text.Form;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/** Text whose words are indexed with their places, for phrases. */
final class PlacedText extends Field {

  private static final FieldType PLACES = type(true);
  private static final FieldType PLACES_AND_LENGTH = type(false);

  private final List<Form> forms;

  private PlacedText(String name, String text, List<Form> forms, FieldType type) {
    super(name, text, type);
    this.forms = forms;
  }

  /** For phrases alone. */
  static PlacedText of(String name, String text, List<Form> forms) {
    return new PlacedText(name, text, forms, PLACES);
  }

  /** For words by BM25 too. */
  static PlacedText scored(String name, String text, List<Form> forms) {
    return new PlacedText(name, text, forms, PLACES_AND_LENGTH);
  }

  private static FieldType type(boolean omitNorms) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(omitNorms);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    type.freeze();
    return type;
  }

  @Override
  public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
    return new FormStream(forms, stringValue().length(), 1);
  }
}
