package io.kinora.search.understand;

import io.kinora.search.filter.Filter;
import java.util.List;

/**
 * What a viewer wrote into the box, taken apart.
 *
 * @param words the free words in order, one blank between; the words of the phrases are among them,
 *     those of {@code excluded} and {@code filter} are not; may be empty
 * @param phrases to be found as they stand, each of at least one word
 * @param excluded words and phrases that a video must not have
 * @param filter what {@code field:value} asks for; {@link Filter#ALL} if nothing
 */
public record BoxQuery(String words, List<String> phrases, List<String> excluded, Filter filter) {

  public BoxQuery {
    phrases = List.copyOf(phrases);
    excluded = List.copyOf(excluded);
  }

  /** A text in which nothing is syntax. */
  public static BoxQuery plain(String words) {
    return new BoxQuery(words, List.of(), List.of(), Filter.ALL);
  }

  /** The same with other free words, say corrected ones. */
  public BoxQuery withWords(String other) {
    return new BoxQuery(other, phrases, excluded, filter);
  }
}
