package io.kinora.search;

import org.jspecify.annotations.Nullable;

/** What videos may have in common, so that a list may show only some of those that share it. */
public enum SharedKey {
  CHANNEL {
    @Override
    public @Nullable String of(Candidate candidate) {
      return candidate.channel();
    }
  },
  /** Videos that show the same. */
  DUPLICATES {
    @Override
    public @Nullable String of(Candidate candidate) {
      return candidate.group();
    }
  };

  /** The key of a candidate, or null if it shares none with anyone. */
  public abstract @Nullable String of(Candidate candidate);
}
