package io.kinora.catalog;

/** What may be new about a video for those who wait for it. */
public enum News {
  /** It can be found for the first time. */
  PUBLIC,

  /** Its file was decoded: its length is known. */
  DECODED,

  /** It has a vector of its own. */
  SEEN
}
