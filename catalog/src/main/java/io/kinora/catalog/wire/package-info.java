/** How videos travel in the log and rest in a row: Protobuf, described in {@code video.proto}. */
@NullMarked
package io.kinora.catalog.wire;

import org.jspecify.annotations.NullMarked;
