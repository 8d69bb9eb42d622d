package io.kinora.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the system found out about a video by itself.
 *
 * @param media the file, or null if the video has none
 * @param frames key frames, ascending in time; empty until the file is decoded
 * @param pixels object key of the frames' pixels as the sight encoder takes them, kept until they
 *     are embedded
 * @param textEncoder name of the model that made {@code textVector}
 * @param sightEncoder name of the model that made the frames' vectors and {@code videoVector}
 * @param group id of the oldest of the videos that show the same as this one, itself included; null
 *     while no other is known
 * @param track of the file, or null if it has none
 */
public record Derived(
    @Nullable MediaFile media,
    List<Frame> frames,
    @Nullable String pixels,
    @Nullable String textEncoder,
    @Nullable Vector textVector,
    @Nullable String sightEncoder,
    @Nullable Vector videoVector,
    @Nullable String group,
    @Nullable Track track) {

  /** Nothing found yet. */
  public static final Derived NOTHING =
      new Derived(null, List.of(), null, null, null, null, null, null, null);

  public Derived {
    frames = List.copyOf(frames);
  }

  /** A new file: everything seen in the old one is forgotten. */
  public Derived withMedia(MediaFile file) {
    return new Derived(file, List.of(), null, textEncoder, textVector, null, null, null, null);
  }

  public Derived withText(String encoder, Vector vector) {
    return new Derived(
        media, frames, pixels, encoder, vector, sightEncoder, videoVector, group, track);
  }

  public Derived withoutText() {
    return new Derived(media, frames, pixels, null, null, sightEncoder, videoVector, group, track);
  }

  public Derived withFrames(
      MediaFile decoded, List<Frame> found, @Nullable String pixelsKey, @Nullable Track seen) {
    return new Derived(decoded, found, pixelsKey, textEncoder, textVector, null, null, group, seen);
  }

  public Derived withSight(String encoder, List<Frame> embedded, @Nullable Vector mean) {
    return new Derived(media, embedded, null, textEncoder, textVector, encoder, mean, group, track);
  }

  public Derived withGroup(@Nullable String oldest) {
    return new Derived(
        media, frames, pixels, textEncoder, textVector, sightEncoder, videoVector, oldest, track);
  }
}
