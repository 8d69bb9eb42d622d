package io.kinora.verticles.node;

import org.jspecify.annotations.Nullable;

/** A node could not be started; the message says which part, why, and what to do. */
public final class NodeStartException extends RuntimeException {

  public NodeStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
