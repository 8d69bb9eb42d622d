package io.kinora.catalog.postgres;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Generation;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Video;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Says which background work a video still needs.
 *
 * @param textEncoders names of the models that turn text into vectors
 * @param sightEncoders names of the models that turn frames into vectors
 */
public record JobPlan(Set<String> textEncoders, Set<String> sightEncoders) {

  /** What the indexes of these generations need. */
  public static JobPlan of(Iterable<Generation> live) {
    Set<String> texts = new TreeSet<>();
    Set<String> sights = new TreeSet<>();
    for (Generation generation : live) {
      texts.add(generation.spec().textEncoder());
      sights.add(generation.spec().sightEncoder());
    }
    texts.remove(Generation.NONE);
    sights.remove(Generation.NONE);
    return new JobPlan(texts, sights);
  }

  public Set<Stage> needed(Video video) {
    Set<Stage> needed = EnumSet.noneOf(Stage.class);
    if (video.deleted()) {
      return needed;
    }
    MediaFile media = video.derived().media();
    if (media != null && media.details() == null) {
      needed.add(Stage.DECODE);
    }
    if (!textsFor(video).isEmpty() || !sightsFor(video).isEmpty()) {
      needed.add(Stage.EMBED);
    }
    return needed;
  }

  /** The encoders that are still to embed its words. */
  public Set<String> textsFor(Video video) {
    Set<String> missing = new TreeSet<>();
    if (video.metadata().textVector() == null) {
      missing.addAll(textEncoders);
    }
    video.derived().texts().forEach(made -> missing.remove(made.encoder()));
    return missing;
  }

  /** The encoders that are still to embed its frames. */
  public Set<String> sightsFor(Video video) {
    Set<String> missing = new TreeSet<>();
    if (!video.derived().frames().isEmpty()) {
      missing.addAll(sightEncoders);
    }
    video.derived().sights().forEach(made -> missing.remove(made.encoder()));
    return missing;
  }

  /**
   * What the stage would work on, as a key. While it stays the same, a running job stays valid and
   * a failed one stays failed.
   */
  String subject(Stage stage, Video video) {
    MediaFile media = video.derived().media();
    String file = media == null ? "" : media.key();
    return switch (stage) {
      case DECODE -> file;
      case EMBED -> {
        Set<String> texts = textsFor(video);
        Set<String> sights = sightsFor(video);
        yield (texts.isEmpty() ? "" : "text " + texts + " " + hash(video.embeddableText()))
            + (sights.isEmpty() ? "" : "sight " + sights + " " + file);
      }
    };
  }

  /** What is known of a video, less what is of no use to any index. */
  Derived tidy(Derived derived) {
    return derived.withOnly(textEncoders, sightEncoders);
  }

  private static UUID hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
