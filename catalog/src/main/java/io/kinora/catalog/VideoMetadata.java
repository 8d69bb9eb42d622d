package io.kinora.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher says of a video. Only the title is required; {@link VideoRules} holds the
 * limits.
 *
 * @param title 1 to 300 characters
 * @param description up to 5,000 characters; empty if there is none
 * @param channel who publishes
 * @param language BCP 47 tag
 * @param durationS length in seconds as the publisher knows it; a probed file overrides it
 * @param transcript what is said in it, up to 200,000 characters; empty if there is none
 * @param textVector the publisher's own vector of the text, in the text encoder's space
 * @param videoVector the publisher's own vector of the video, in the sight encoder's space
 * @param frames the publisher's own frame vectors, ascending in time
 */
public record VideoMetadata(
    String title,
    String description,
    @Nullable String channel,
    List<String> tags,
    @Nullable String language,
    @Nullable Instant publishedAt,
    @Nullable Double durationS,
    @Nullable String category,
    String transcript,
    long views,
    long likes,
    @Nullable String license,
    @Nullable Vector textVector,
    @Nullable Vector videoVector,
    List<SuppliedFrame> frames) {

  public VideoMetadata {
    tags = List.copyOf(tags);
    frames = List.copyOf(frames);
  }

  /** The least that a video can be. */
  public static VideoMetadata titled(String title) {
    return new VideoMetadata(
        title, "", null, List.of(), null, null, null, null, "", 0, 0, null, null, null, List.of());
  }
}
