package io.kinora.indexing.encode.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a transformer's output becomes one vector a text. */
public enum Pooling {
  /** The first token's vector, of [texts, tokens, dimension]. */
  @JsonProperty("cls")
  CLS,
  /** The mean over the tokens that are not padding, of [texts, tokens, dimension]. */
  @JsonProperty("mean")
  MEAN,
  /** None needed: the output is [texts, dimension]. */
  @JsonProperty("none")
  NONE
}
