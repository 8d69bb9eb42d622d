package io.kinora.verticles.live;

import org.jspecify.annotations.Nullable;

/**
 * A message to a client.
 *
 * @param type as in its JSON
 * @param position to resume with after it, for transports that tell it apart; or null
 * @param json the whole
 * @param retryMs when to connect again after it, 0 if it does not say
 */
record Frame(String type, @Nullable String position, String json, long retryMs) {

  Frame(String type, @Nullable String position, String json) {
    this(type, position, json, 0);
  }
}
