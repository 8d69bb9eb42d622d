package io.kinora.search.understand;

import java.util.List;

/**
 * What a viewer may have meant.
 *
 * @param text the query with the words changed
 * @param unknown the words as typed that the catalogue does not have; empty if it has all of them
 *     and only blanks were changed
 * @param sure likely enough to be searched for unasked
 */
public record Correction(String text, List<String> unknown, boolean sure) {

  public Correction {
    unknown = List.copyOf(unknown);
  }
}
