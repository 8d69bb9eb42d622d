package io.kinora.indexing.text;

import org.jspecify.annotations.Nullable;

/** Recognises the language of a text. Safe for use by several threads. */
public interface LanguageDetector {

  /**
   * @return ISO 639-1, or null unless it is sure
   */
  @Nullable String detect(String text);

  /** The one that comes with the program; its model is read when it is first asked. */
  static LanguageDetector shipped() {
    return NgramLanguageDetector.SHIPPED;
  }
}
