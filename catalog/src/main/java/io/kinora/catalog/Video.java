package io.kinora.catalog;

import java.time.Instant;
import java.util.ArrayList;
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

  /** The same version with something else known of it. */
  public Video withDerived(Derived known) {
    return new Video(id, version, metadata, known, createdAt, updatedAt, deleted);
  }

  /** What an index for a text encoder takes: the publisher's own vector, else the encoder's. */
  public @Nullable Vector textVector(String encoder) {
    return metadata.textVector() != null ? metadata.textVector() : whole(derived.text(encoder));
  }

  /** What an index for a sight encoder takes: the publisher's own vector, else the encoder's. */
  public @Nullable Vector videoVector(String encoder) {
    return metadata.videoVector() != null ? metadata.videoVector() : whole(derived.sight(encoder));
  }

  /**
   * What an index for a sight encoder takes, ascending in time: the publisher's own frames if there
   * are any, else those that the encoder has embedded.
   */
  public List<SuppliedFrame> framesSeenBy(String encoder) {
    Embedding seen = derived.sight(encoder);
    if (!metadata.frames().isEmpty() || seen == null) {
      return metadata.frames();
    }
    List<SuppliedFrame> frames = new ArrayList<>(seen.frames().size());
    for (int i = 0; i < seen.frames().size(); i++) {
      frames.add(new SuppliedFrame(derived.frames().get(i).timestampMs(), seen.frames().get(i)));
    }
    return frames;
  }

  private static @Nullable Vector whole(@Nullable Embedding made) {
    return made == null ? null : made.whole();
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
