package io.kinora.indexing.encode.models;

import java.util.Locale;

/** What a model encodes; prints as model files spell it. */
public enum ModelKind {
  /** Text for {@code text_vector}. */
  TEXT,
  /** Frames, and queries in the frames' space. */
  SIGHT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
