package io.kinora.catalog.postgres;

import io.kinora.catalog.Derived;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Video;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says which background work a video still needs.
 *
 * @param textEncoder name of the model that turns text into vectors, or null if there is none
 * @param sightEncoder name of the model that turns frames into vectors, or null if there is none
 */
public record JobPlan(@Nullable String textEncoder, @Nullable String sightEncoder) {

  public Set<Stage> needed(Video video) {
    Set<Stage> needed = EnumSet.noneOf(Stage.class);
    if (video.deleted()) {
      return needed;
    }
    if (needsDecoding(video)) {
      needed.add(Stage.DECODE);
    }
    if (needsText(video) || needsSight(video)) {
      needed.add(Stage.EMBED);
    }
    return needed;
  }

  /**
   * What the stage would work on, as a key. While it stays the same, a running job stays valid and
   * a failed one stays failed.
   */
  String subject(Stage stage, Video video) {
    return switch (stage) {
      case DECODE -> {
        MediaFile media = video.derived().media();
        String again = media != null && media.details() != null ? " for " + sightEncoder : "";
        yield media == null ? "" : media.key() + again;
      }
      case EMBED ->
          (needsText(video) ? "text " + textEncoder + " " + hash(video.embeddableText()) : "")
              + (needsSight(video) ? "sight " + sightEncoder + " " + video.derived().pixels() : "");
    };
  }

  /**
   * A file that was never decoded, or whose frames are embedded by another encoder and no longer
   * there as pixels.
   */
  private boolean needsDecoding(Video video) {
    Derived derived = video.derived();
    MediaFile media = derived.media();
    if (media == null) {
      return false;
    }
    boolean otherEyes =
        sightEncoder != null
            && derived.pixels() == null
            && !sightEncoder.equals(derived.sightEncoder());
    return media.details() == null || otherEyes;
  }

  private boolean needsText(Video video) {
    return textEncoder != null
        && !video.deleted()
        && video.metadata().textVector() == null
        && !textEncoder.equals(video.derived().textEncoder());
  }

  private boolean needsSight(Video video) {
    Derived derived = video.derived();
    return sightEncoder != null
        && derived.pixels() != null
        && !sightEncoder.equals(derived.sightEncoder());
  }

  private static UUID hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
