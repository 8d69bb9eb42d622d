package io.kinora.catalog;

import org.jspecify.annotations.Nullable;

/** How far a video has come on its way into search. */
public sealed interface VideoStatus {

  /** In the catalogue, not yet seen by a shard. */
  record Received() implements VideoStatus {}

  /**
   * The file is being decoded; words are searchable.
   *
   * @param percent 0 to 100
   */
  record Decoding(int percent) implements VideoStatus {}

  /** Words are searchable; vectors are being computed, or wait for an embedder. */
  record Embedding() implements VideoStatus {}

  /** All there is to find has been found and can be searched. */
  record Searchable() implements VideoStatus {}

  /**
   * The file could not be used; words remain searchable.
   *
   * @param reason for the publisher, e.g. {@code "no video stream: the file holds audio only"}
   */
  record Failed(String reason) implements VideoStatus {}

  /** The word used for it in the API. */
  default String word() {
    return switch (this) {
      case Received r -> "received";
      case Decoding d -> "decoding";
      case Embedding e -> "embedding";
      case Searchable s -> "searchable";
      case Failed f -> "failed";
    };
  }

  /** Why it failed, or null. */
  default @Nullable String reason() {
    return this instanceof Failed failed ? failed.reason() : null;
  }
}
