package io.kinora.indexing.shard;

import org.apache.lucene.analysis.Analyzer;

/**
 * What lies between two texts of one field: more places than any phrase spans. Texts bring their
 * terms themselves, so nothing is analysed here.
 */
final class TextGap extends Analyzer {

  private static final int PLACES = 100;

  @Override
  public int getPositionIncrementGap(String field) {
    return PLACES;
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    throw new UnsupportedOperationException("a text of " + field + " without terms of its own");
  }
}
