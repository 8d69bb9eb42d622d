package io.kinora.search;

import io.kinora.catalog.Vector;
import io.kinora.indexing.media.Miniature;
import org.jspecify.annotations.Nullable;

/**
 * An example of what is looked for: a picture, or the content of another video.
 *
 * @param text to compare with texts, or null if the example has none
 * @param sight to compare with what videos look like, or null if the example has none
 * @param picture of which frames are looked for that it is a part of; null if the example is a
 *     video: then whole videos are compared, not frames
 */
public record Likeness(@Nullable Vector text, @Nullable Vector sight, @Nullable Miniature picture) {

  public static Likeness ofPicture(Vector sight, Miniature picture) {
    return new Likeness(null, sight, picture);
  }

  public static Likeness ofVideo(@Nullable Vector text, @Nullable Vector sight) {
    return new Likeness(text, sight, null);
  }
}
