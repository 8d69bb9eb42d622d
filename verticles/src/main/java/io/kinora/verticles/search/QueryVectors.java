package io.kinora.verticles.search;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.CentredTextEncoder;
import io.kinora.indexing.encode.SightModel;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.search.Deadline;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The words of a query as vectors: in the text space to compare with texts, in the sight space to
 * compare with frames.
 */
public final class QueryVectors implements AutoCloseable {

  private final @Nullable QueryEncoder text;
  private final @Nullable QueryEncoder sight;

  /**
   * Where sight understands words through the text encoder: the one vector serves both, and words
   * are encoded once.
   */
  private final @Nullable CentredTextEncoder derived;

  /**
   * @param cached how many vectors to keep for each space
   */
  public QueryVectors(
      @Nullable TextEncoder textEncoder, @Nullable SightModel sightModel, int cached) {
    boolean shared =
        textEncoder != null
            && sightModel != null
            && sightModel.words() instanceof CentredTextEncoder centred
            && centred.base().equals(textEncoder.name());
    this.text = textEncoder == null ? null : new QueryEncoder(textEncoder, cached);
    this.derived = shared && sightModel != null ? (CentredTextEncoder) sightModel.words() : null;
    this.sight = sightModel == null || shared ? null : new QueryEncoder(sightModel.words(), cached);
  }

  boolean canText() {
    return text != null;
  }

  boolean canSight() {
    return sight != null || derived != null;
  }

  CompletableFuture<Vector> inTextSpace(String words, Deadline deadline) {
    if (text == null) {
      throw new IllegalStateException("no text encoder");
    }
    return text.encode(words, deadline);
  }

  CompletableFuture<Vector> inSightSpace(String words, Deadline deadline) {
    if (derived != null) {
      return inTextSpace(words, deadline).thenApply(derived::fromBase);
    }
    if (sight == null) {
      throw new IllegalStateException("no sight encoder");
    }
    return sight.encode(words, deadline);
  }

  @Override
  public void close() {
    if (text != null) {
      text.close();
    }
    if (sight != null) {
      sight.close();
    }
  }
}
