package io.kinora.search.shard;

/** Lucene keeps scores above zero: a dot product d of unit vectors becomes (1 + d) / 2. */
final class Similarities {

  private Similarities() {}

  static float dotOf(float luceneScore) {
    return 2 * luceneScore - 1;
  }
}
