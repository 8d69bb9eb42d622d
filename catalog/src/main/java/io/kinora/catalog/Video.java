package io.kinora.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A video as the catalogue holds it: one row in PostgreSQL and, as its latest state, one record in
 * the log.
 *
 * @param version rises by one with every change, deletion included, and never falls for an id
 * @param deleted the video is gone; the row stays so that its version can keep rising
 */
public record Video(
    String id,
    long version,
    VideoMetadata metadata,
    Derived derived,
    Instant createdAt,
    Instant updatedAt,
    boolean deleted) {

  /**
   * The text that stands for the video in the text encoder's space: title, description, tags,
   * channel.
   */
  public String embeddableText() {
    StringBuilder text = new StringBuilder(metadata.title());
    if (!metadata.description().isBlank()) {
      text.append(". ").append(metadata.description());
    }
    if (!metadata.tags().isEmpty()) {
      text.append(". ").append(String.join(", ", metadata.tags()));
    }
    return text.toString();
  }

  /** The publisher's own text vector if there is one, else the encoder's. */
  public @Nullable Vector textVector() {
    return metadata.textVector() != null ? metadata.textVector() : derived.textVector();
  }

  /** The publisher's own video vector if there is one, else the encoder's. */
  public @Nullable Vector videoVector() {
    return metadata.videoVector() != null ? metadata.videoVector() : derived.videoVector();
  }

  /** The publisher's own frames if there are any, else those found in the file. */
  public List<Frame> frames() {
    if (metadata.frames().isEmpty()) {
      return derived.frames();
    }
    return metadata.frames().stream()
        .map(f -> new Frame(f.timestampMs(), null, null, f.vector()))
        .toList();
  }

  /** Length in milliseconds: of the decoded file, else as the publisher said, else null. */
  public @Nullable Long durationMs() {
    MediaFile media = derived.media();
    if (media != null && media.details() != null) {
      return media.details().durationMs();
    }
    return metadata.durationS() == null ? null : Math.round(metadata.durationS() * 1000);
  }
}
