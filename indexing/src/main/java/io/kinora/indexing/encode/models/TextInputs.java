package io.kinora.indexing.encode.models;

import org.jspecify.annotations.Nullable;

/**
 * What a graph calls its int64 inputs of shape [texts, tokens]. Those that a graph does not have
 * are not given to it.
 *
 * @param ids token numbers
 * @param mask 1 for a token, 0 for padding
 * @param types which sentence of a pair a token is of; always 0 here
 */
public record TextInputs(String ids, @Nullable String mask, @Nullable String types) {

  public TextInputs {
    Check.required("ids", ids);
  }
}
