package io.kinora.search.lexicon;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A channel or a tag of the catalogue.
 *
 * @param id the channel or tag as videos have it
 * @param videos how many have it
 * @param views of all of them
 * @param context the mean of their text vectors, or null if the name means one thing only or there
 *     are no vectors
 */
public record Name(Type type, String id, long videos, long views, @Nullable VectorSum context) {

  /** What may be named. */
  public enum Type {
    CHANNEL,
    TAG;

    /** Lower-case name for answers. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Name plus(Name other) {
    VectorSum both =
        context == null || other.context == null
            ? (context == null ? other.context : context)
            : context.plus(other.context);
    String kept = videos >= other.videos ? id : other.id;
    return new Name(type, kept, videos + other.videos, views + other.views, both);
  }
}
