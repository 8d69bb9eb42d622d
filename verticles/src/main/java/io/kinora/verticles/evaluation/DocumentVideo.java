package io.kinora.verticles.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.catalog.VideoRules;
import io.kinora.verticles.evaluation.BeirFiles.Document;

/**
 * A document of a collection as a video: its title as the title, its text as the description. A
 * text that is longer than a description may be goes on in the transcript, where its words are
 * found too; a document without a title has the beginning of its text for one.
 *
 * @param metadata as the API takes it
 * @param continued the text goes on in the transcript
 * @param cut even the transcript was too short
 */
public record DocumentVideo(ObjectNode metadata, boolean continued, boolean cut) {

  private static final String NO_WORDS = "-";

  public static DocumentVideo of(Document document) {
    String title = clean(document.title());
    String text = clean(document.text());
    if (title.isEmpty()) {
      int end = end(text, VideoRules.MAX_TITLE);
      title = text.substring(0, end);
      text = text.substring(end).strip();
    } else if (title.length() > VideoRules.MAX_TITLE) {
      int end = end(title, VideoRules.MAX_TITLE);
      text = title.substring(end).strip() + " " + text;
      title = title.substring(0, end);
    }
    int described = end(text, VideoRules.MAX_DESCRIPTION);
    String rest = text.substring(described).strip();
    int said = end(rest, VideoRules.MAX_TRANSCRIPT);
    ObjectNode metadata =
        JsonNodeFactory.instance
            .objectNode()
            .put("title", title.isEmpty() ? NO_WORDS : title)
            .put("description", text.substring(0, described));
    if (said > 0) {
      metadata.put("transcript", rest.substring(0, said));
    }
    return new DocumentVideo(metadata, !rest.isEmpty(), said < rest.length());
  }

  /** Words that a search box takes: no control characters and no more than fit. */
  public static String question(String text, int longest) {
    String words = clean(text).replaceAll("\\s+", " ");
    return words.substring(0, end(words, longest)).strip();
  }

  /** Without control characters and halves of surrogate pairs, which no video may have. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c != '\n' && (Character.isISOControl(c) || isSurrogate(c)) ? ' ' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Where to cut a text: at a blank if there is one in the last fifth, never within a pair. */
  private static int end(String text, int most) {
    if (text.length() <= most) {
      return text.length();
    }
    int blank = text.lastIndexOf(' ', most);
    if (blank > most * 4 / 5) {
      return blank;
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }
}
