package io.kinora.search.suggest;

import java.io.IOException;
import org.apache.lucene.util.BytesRef;

/**
 * A text of a segment that completes what was typed.
 *
 * @param document the best video that has it
 * @param offset bytes of the text before what was typed
 * @param matched bytes of the text that correspond to what was typed
 */
record Completion(
    SegmentView segment, int text, int document, int offset, int matched, int edits, int points) {

  BytesRef folded() {
    return segment.texts().folded(text);
  }

  Suggestion.Type type() {
    return segment.texts().type(text);
  }

  private BytesRef fromMatch() {
    BytesRef folded = folded();
    return new BytesRef(folded.bytes, folded.offset + offset, folded.length - offset);
  }

  /** The order of {@link Suggestion#BEST_FIRST}. */
  int compareTo(Completion other) throws IOException {
    int order = Integer.compare(edits, other.edits);
    order = order != 0 ? order : Integer.compare(other.points, points);
    order = order != 0 ? order : fromMatch().compareTo(other.fromMatch());
    order = order != 0 ? order : folded().compareTo(other.folded());
    order = order != 0 ? order : type().compareTo(other.type());
    return order != 0 ? order : id().compareTo(other.id());
  }

  private String id() throws IOException {
    return segment.id(document);
  }
}
