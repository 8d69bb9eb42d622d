package io.kinora.verticles.node;

import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.encode.SightModel;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.verticles.media.EncodersAtHand;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The encoders of the generations that are open on this node. */
final class GenerationEncoders implements EncodersAtHand {

  private final Supplier<Collection<LiveGeneration>> open;

  GenerationEncoders(Supplier<Collection<LiveGeneration>> open) {
    this.open = open;
  }

  @Override
  public @Nullable TextEncoder text(String name) {
    for (LiveGeneration generation : open.get()) {
      TextEncoder text = generation.models().text();
      if (text != null && text.name().equals(name)) {
        return text;
      }
    }
    return null;
  }

  @Override
  public @Nullable FrameEncoder frames(String name) {
    for (LiveGeneration generation : open.get()) {
      SightModel sight = generation.models().sight();
      if (sight != null && sight.name().equals(name)) {
        return sight.frames();
      }
    }
    return null;
  }
}
