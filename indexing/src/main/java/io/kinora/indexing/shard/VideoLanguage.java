package io.kinora.indexing.shard;

import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.text.LanguageDetector;
import io.kinora.indexing.text.TextForms;
import org.jspecify.annotations.Nullable;

/** In which language a video's words are analysed: the publisher's, else the one recognised. */
final class VideoLanguage {

  /** Enough to be sure, and reading more costs more than it tells. */
  private static final int READ = 200;

  private final LanguageDetector detector;
  private final @Nullable String fallback;

  /**
   * @param fallback where nothing is recognised; {@code none} for none
   */
  VideoLanguage(LanguageDetector detector, String fallback) {
    this.detector = detector;
    this.fallback = TextForms.language(fallback);
  }

  /** As {@link TextForms#language} has it, or null for the neutral form alone. */
  @Nullable String of(VideoMetadata said) {
    if (said.language() != null) {
      return TextForms.language(said.language());
    }
    String recognised = detector.detect(beginning(said));
    return recognised == null ? fallback : TextForms.language(recognised);
  }

  private static String beginning(VideoMetadata said) {
    StringBuilder text = new StringBuilder(READ + 8).append(said.title());
    append(said.description(), text);
    append(said.transcript(), text);
    return text.toString();
  }

  private static void append(String more, StringBuilder text) {
    int room = READ - text.length();
    if (room > 0 && !more.isEmpty()) {
      text.append('\n').append(more, 0, Math.min(room, more.length()));
    }
  }
}
