package io.kinora.indexing.shard;

import io.kinora.indexing.text.Form;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/**
 * Forms of words as Lucene takes them, each counting {@code weight} times. Forms of one word share
 * a position; a text's length is that of its words, not of their forms.
 */
final class FormStream extends TokenStream {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute place = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);

  private final List<Form> forms;
  private final int length;
  private final int weight;
  private int next;
  private int position = -1;

  /**
   * @param length of the text, in characters
   */
  FormStream(List<Form> forms, int length, int weight) {
    this.forms = forms;
    this.length = length;
    this.weight = weight;
  }

  @Override
  public void reset() {
    next = 0;
    position = -1;
  }

  @Override
  public void end() throws IOException {
    super.end();
    place.setOffset(length, length);
  }

  @Override
  public boolean incrementToken() {
    if (next == forms.size()) {
      return false;
    }
    clearAttributes();
    Form form = forms.get(next++);
    term.setEmpty().append(form.term());
    place.setOffset(form.start(), form.end());
    step.setPositionIncrement(form.position() - position);
    position = form.position();
    if (weight > 1) {
      frequency.setTermFrequency(weight);
    }
    return true;
  }
}
