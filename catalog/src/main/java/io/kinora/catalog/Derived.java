package io.kinora.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the system found out about a video by itself. While one index is built beside another, a
 * video has vectors of both their encoders.
 *
 * @param media the file, or null if the video has none
 * @param frames key frames, ascending in time; empty until the file is decoded
 * @param pixels object key of the frames' pixels as a sight encoder takes them, kept until they are
 *     embedded; see {@link Pixels}
 * @param texts what text encoders made of its words, at most one for each
 * @param sights what sight encoders made of its frames, at most one for each
 * @param group id of the oldest of the videos that show the same as this one, itself included; null
 *     while no other is known
 * @param track of the file, or null if it has none
 */
public record Derived(
    @Nullable MediaFile media,
    List<Frame> frames,
    @Nullable String pixels,
    List<Embedding> texts,
    List<Embedding> sights,
    @Nullable String group,
    @Nullable Track track) {

  /** Nothing found yet. */
  public static final Derived NOTHING =
      new Derived(null, List.of(), null, List.of(), List.of(), null, null);

  public Derived {
    frames = List.copyOf(frames);
    texts = List.copyOf(texts);
    sights = List.copyOf(sights);
  }

  /** What an encoder made of the words, or null. */
  public @Nullable Embedding text(String encoder) {
    return of(texts, encoder);
  }

  /** What an encoder made of the frames, or null. */
  public @Nullable Embedding sight(String encoder) {
    return of(sights, encoder);
  }

  /** A new file: everything seen in the old one is forgotten. */
  public Derived withMedia(MediaFile file) {
    return new Derived(file, List.of(), null, texts, List.of(), null, null);
  }

  public Derived withText(Embedding made) {
    return new Derived(media, frames, pixels, with(texts, made), sights, group, track);
  }

  public Derived withoutText() {
    return new Derived(media, frames, pixels, List.of(), sights, group, track);
  }

  public Derived withFrames(
      MediaFile decoded, List<Frame> found, @Nullable String pixelsKey, @Nullable Track seen) {
    return new Derived(decoded, found, pixelsKey, texts, List.of(), group, seen);
  }

  public Derived withSight(Embedding made) {
    return new Derived(media, frames, pixels, texts, with(sights, made), group, track);
  }

  /** They have been embedded. */
  public Derived withoutPixels() {
    return new Derived(media, frames, null, texts, sights, group, track);
  }

  /** Without what encoders made that are in use no more. */
  public Derived withOnly(Set<String> textEncoders, Set<String> sightEncoders) {
    return new Derived(
        media,
        frames,
        pixels,
        only(texts, textEncoders),
        only(sights, sightEncoders),
        group,
        track);
  }

  public Derived withGroup(@Nullable String oldest) {
    return new Derived(media, frames, pixels, texts, sights, oldest, track);
  }

  private static @Nullable Embedding of(List<Embedding> made, String encoder) {
    for (Embedding one : made) {
      if (one.encoder().equals(encoder)) {
        return one;
      }
    }
    return null;
  }

  private static List<Embedding> with(List<Embedding> made, Embedding now) {
    List<Embedding> all = new ArrayList<>(made);
    all.removeIf(one -> one.encoder().equals(now.encoder()));
    all.add(now);
    return all;
  }

  private static List<Embedding> only(List<Embedding> made, Set<String> encoders) {
    return made.stream().filter(one -> encoders.contains(one.encoder())).toList();
  }
}
