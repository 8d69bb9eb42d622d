package io.kinora.verticles.live;

import io.kinora.verticles.http.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Makes one frame. Its type, said once, is what transports know it by and the first member of its
 * JSON; the others follow in the order in which they are added.
 */
final class FrameBuilder {

  /** Enough for most frames, and for an item beside its hit. */
  private static final int USUAL_SIZE = 160;

  private final String type;
  private final StringBuilder json;
  private @Nullable String position;
  private long retryMs;

  FrameBuilder(String type) {
    this(type, 0);
  }

  /**
   * @param more characters to be expected beyond the usual
   */
  FrameBuilder(String type, int more) {
    this.type = type;
    this.json = new StringBuilder(USUAL_SIZE + more).append('{');
    text("type", type);
  }

  /** What to resume with after it, for transports that tell it apart. */
  FrameBuilder position(@Nullable String token) {
    position = token;
    return this;
  }

  /** When to connect again after it, for transports that tell it apart. */
  FrameBuilder retryMs(long delay) {
    retryMs = delay;
    return this;
  }

  /**
   * @param plain of characters that JSON needs not escape
   */
  FrameBuilder text(String name, String plain) {
    name(name).append('"').append(plain).append('"');
    return this;
  }

  /**
   * @param value in JSON
   */
  FrameBuilder value(String name, String value) {
    name(name).append(value);
    return this;
  }

  private StringBuilder name(String name) {
    // The type comes first, so only it has just the brace before it.
    if (json.length() > 1) {
      json.append(',');
    }
    return json.append('"').append(name).append("\":");
  }

  /** Members that may hold anything, so are escaped; there may be none. */
  FrameBuilder members(JsonText.Writer members) {
    String object = JsonText.object(members).toString();
    int end = object.length() - 1;
    if (end > 1) {
      json.append(',').append(object, 1, end);
    }
    return this;
  }

  Frame build() {
    return new Frame(type, position, json.append('}').toString(), retryMs);
  }
}
