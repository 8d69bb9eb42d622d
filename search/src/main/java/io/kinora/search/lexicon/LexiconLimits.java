package io.kinora.search.lexicon;

/**
 * How much a lexicon may hold.
 *
 * @param words the most frequent ones are kept
 * @param names of channels and tags; those of most videos are kept
 * @param contexts names that mean several things, whose meanings are told apart by a vector each
 * @param videosPerContext how many videos make such a vector
 * @param categories those of most videos are kept
 */
public record LexiconLimits(
    int words, int names, int contexts, int videosPerContext, int categories) {

  public static final LexiconLimits DEFAULT = new LexiconLimits(300_000, 100_000, 1_000, 64, 200);

  /** What one of so many shards may bring: some have more of it than others. */
  public LexiconLimits each(int shards) {
    return shards == 1
        ? this
        : new LexiconLimits(
            Math.max(1, words / shards * 2),
            Math.max(1, names / shards * 2),
            Math.max(1, contexts / shards * 2),
            videosPerContext,
            categories);
  }
}
