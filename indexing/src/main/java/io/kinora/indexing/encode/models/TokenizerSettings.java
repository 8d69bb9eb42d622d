package io.kinora.indexing.encode.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How text becomes tokens.
 *
 * @param file a Hugging Face {@code tokenizer.json}, which also holds normalisation and special
 *     tokens
 * @param maxLength tokens at most, special ones included; longer texts are cut
 * @param padding how far shorter texts are filled
 * @param padId the token they are filled with
 * @param lowerCase whether to lower-case first, for tokenizers whose file does not say so
 */
public record TokenizerSettings(
    String file, int maxLength, Padding padding, int padId, boolean lowerCase) {

  public TokenizerSettings {
    Check.required("file", file);
    Check.range("max_length", maxLength, 2, 8192);
    Check.required("padding", padding);
    Check.range("pad_id", padId, 0, Integer.MAX_VALUE);
  }

  /** How far a text is filled. */
  public enum Padding {
    /** As far as the longest in its run; for graphs that mask or ignore padding. */
    @JsonProperty("longest")
    LONGEST,
    /** Always to the greatest length; for graphs that were trained to see the padding (SigLIP). */
    @JsonProperty("max-length")
    MAX_LENGTH
  }
}
