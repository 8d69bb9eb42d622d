package io.kinora.indexing.shard;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/** The {@link SurfaceWords} of a text: which there are, not how often nor where. */
final class SurfaceText extends Field {

  private static final FieldType WHICH = new FieldType();

  static {
    WHICH.setTokenized(true);
    WHICH.setOmitNorms(true);
    WHICH.setIndexOptions(IndexOptions.DOCS);
    WHICH.freeze();
  }

  SurfaceText(String text) {
    super(ShardFields.SURFACE, text, WHICH);
  }

  @Override
  public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
    return SurfaceWords.analyzer().tokenStream(name(), stringValue());
  }
}
