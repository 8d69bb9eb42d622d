package io.kinora.catalog;

import java.util.Locale;

/** What a viewer can do. */
public enum InteractionType {
  /** A video was shown in a list, whether or not it was looked at. */
  IMPRESSION,
  /** A video was chosen out of the answer to a query. */
  CLICK,
  /** A video was played for a while: one for each playback, once it ends or is left. */
  WATCH,
  LIKE,
  UNLIKE,
  SHARE,
  /** A comment was written; its words are not ours. */
  COMMENT,
  /** A channel's new videos are wanted. */
  FOLLOW,
  UNFOLLOW,
  /** A video is not to be shown again. */
  HIDE,
  /** A video was reported as improper. */
  REPORT,
  /** Words were searched for. */
  SEARCH;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word used for it in the API. */
  public String word() {
    return word;
  }
}
