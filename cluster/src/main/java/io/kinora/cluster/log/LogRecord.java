package io.kinora.cluster.log;

import org.jspecify.annotations.Nullable;

/**
 * A record as read from the log. The value is not copied; do not change it.
 *
 * @param key e.g. the video's id
 * @param value null if the key was deleted
 * @param offset in its partition; later records have greater ones, not always the next
 * @param timestampMs when it was appended, in milliseconds since 1970
 */
public record LogRecord(String key, byte @Nullable [] value, long offset, long timestampMs) {}
