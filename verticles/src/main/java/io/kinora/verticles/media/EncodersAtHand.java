package io.kinora.verticles.media;

import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.encode.TextEncoder;
import org.jspecify.annotations.Nullable;

/** The models that are loaded on this node just now, by name. They stay whose they are. */
public interface EncodersAtHand {

  @Nullable TextEncoder text(String name);

  @Nullable FrameEncoder frames(String name);
}
