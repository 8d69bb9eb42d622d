package io.kinora.indexing.encode;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.kinora.indexing.encode.models.TokenizerSettings;
import io.kinora.indexing.encode.models.TokenizerSettings.Padding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Text -> token numbers. Safe for use by several threads. */
final class Tokens implements AutoCloseable {

  /** No token of text that matters stands for more; the rest of a huge text is not even read. */
  private static final int MOST_CHARACTERS_PER_TOKEN = 64;

  private final HuggingFaceTokenizer tokenizer;
  private final TokenizerSettings settings;
  private final Closing closing;

  private Tokens(String name, HuggingFaceTokenizer tokenizer, TokenizerSettings settings) {
    this.tokenizer = tokenizer;
    this.settings = settings;
    this.closing = new Closing(name);
  }

  static Tokens open(Path file, TokenizerSettings settings) throws IOException {
    OnnxModel.stayOffline();
    Map<String, String> options =
        Map.of(
            "addSpecialTokens", "true",
            "truncation", "true",
            "padding", "false",
            "maxLength", Integer.toString(settings.maxLength()),
            "modelMaxLength", Integer.toString(settings.maxLength()));
    try {
      return new Tokens(
          file.getFileName().toString(), HuggingFaceTokenizer.newInstance(file, options), settings);
    } catch (RuntimeException e) {
      throw new IOException(file + " is not a tokenizer.json: " + e.getMessage(), e);
    }
  }

  /**
   * Token numbers of a text, special ones included, without padding.
   *
   * @throws java.util.concurrent.CancellationException after {@link #close}
   */
  long[] of(String text) {
    String readable = wellFormed(cut(text));
    String cased = settings.lowerCase() ? readable.toLowerCase(Locale.ROOT) : readable;
    return closing.during(() -> tokenizer.encode(cased).getIds());
  }

  /** How long the rows of a run are. */
  int width(List<long[]> rows) {
    return settings.padding() == Padding.MAX_LENGTH
        ? settings.maxLength()
        : rows.stream().mapToInt(row -> row.length).max().orElse(0);
  }

  private String cut(String text) {
    int most = settings.maxLength() * MOST_CHARACTERS_PER_TOKEN;
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** Half a surrogate pair has no UTF-8; the native tokenizer would not take it. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closing.close(tokenizer::close);
  }
}
