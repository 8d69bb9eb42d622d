package io.kinora.catalog;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change that a publisher asks for. {@code ifVersion}: only if the video is at this version now;
 * null for any.
 */
public sealed interface VideoWrite {

  String id();

  @Nullable Long ifVersion();

  /**
   * Create, or replace what the publisher said before; an uploaded file and what was seen in it
   * stay.
   */
  record Put(String id, VideoMetadata metadata, @Nullable Long ifVersion) implements VideoWrite {}

  /** Change parts of an existing video. The change may throw {@link InvalidValueException}. */
  record Patch(String id, UnaryOperator<VideoMetadata> change, @Nullable Long ifVersion)
      implements VideoWrite {}

  record Delete(String id, @Nullable Long ifVersion) implements VideoWrite {}

  /** A new file for an existing video. */
  record AttachMedia(String id, MediaFile file, @Nullable Long ifVersion) implements VideoWrite {}
}
