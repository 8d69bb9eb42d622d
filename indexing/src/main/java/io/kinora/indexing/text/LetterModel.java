package io.kinora.indexing.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;

/**
 * What OpenNLP's language model says of some of its 103 languages: log-linear, a weight for each
 * {@link LetterSequences letter sequence} and language. In arrays of numbers it takes a third of
 * the library's memory and time.
 */
final class LetterModel {

  private static final String FILE = "/langdetect-183.bin";

  private final List<String> languages = new ArrayList<>();

  /** Open addressing, a power of two; 0 where nothing is. */
  private final long[] sequences;

  /** By slot: where the sequence's weights begin, one a language. */
  private final int[] begins;

  private final float[] weights;

  private LetterModel(AbstractModel model, Map<String, String> codes) {
    int[] columns = new int[model.getNumOutcomes()];
    for (int outcome = 0; outcome < columns.length; outcome++) {
      String language = codes.get(model.getOutcome(outcome));
      columns[outcome] = language == null ? -1 : languages.size();
      if (language != null) {
        languages.add(language);
      }
    }
    @SuppressWarnings("unchecked") // as the library documents it
    Map<String, Context> contexts = (Map<String, Context>) model.getDataStructures()[1];
    sequences = new long[Integer.highestOneBit(contexts.size()) * 4];
    begins = new int[sequences.length];
    float[] rows = new float[contexts.size() * languages.size()];
    int end = 0;
    for (Map.Entry<String, Context> each : contexts.entrySet()) {
      if (fill(rows, end, each.getValue(), columns)) {
        int slot = slot(LetterSequences.packed(each.getKey()));
        sequences[slot] = LetterSequences.packed(each.getKey());
        begins[slot] = end;
        end += languages.size();
      }
    }
    weights = Arrays.copyOf(rows, end);
  }

  /** Whether there was a weight of a language that is kept. */
  private static boolean fill(float[] rows, int begin, Context context, int[] columns) {
    boolean any = false;
    for (int i = 0; i < context.getOutcomes().length; i++) {
      int column = columns[context.getOutcomes()[i]];
      if (column >= 0) {
        rows[begin + column] = (float) context.getParameters()[i];
        any = true;
      }
    }
    return any;
  }

  /**
   * @param codes of the languages to keep, by what the model calls them (ISO 639-3)
   */
  static LetterModel read(Map<String, String> codes) {
    try (InputStream file = LanguageDetectorModel.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IOException("there is no " + FILE + " in the classpath");
      }
      return new LetterModel(
          (AbstractModel) new LanguageDetectorModel(file).getMaxentModel(), codes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Where a sequence is, or would be. */
  private int slot(long sequence) {
    int mask = sequences.length - 1;
    int slot = Long.hashCode(sequence * 0x9E3779B97F4A7C15L) & mask; // Fibonacci hashing
    while (sequences[slot] != 0 && sequences[slot] != sequence) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Those that were kept; {@link #logLikelihoods} has the same order. */
  List<String> languages() {
    return languages;
  }

  /**
   * How likely a text is in each language, as natural logarithms but for a constant that all share.
   */
  float[] logLikelihoods(String text) {
    float[] likelihoods = new float[languages.size()];
    for (long sequence : LetterSequences.of(text)) {
      int slot = slot(sequence);
      if (sequences[slot] != 0) {
        add(begins[slot], likelihoods);
      }
    }
    return likelihoods;
  }

  private void add(int begin, float[] likelihoods) {
    for (int i = 0; i < likelihoods.length; i++) {
      likelihoods[i] += weights[begin + i];
    }
  }
}
