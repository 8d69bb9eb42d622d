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
 * {@link LetterSequences letter sequence} and language. In arrays it takes 6 MB where the library
 * takes 43, and a text a fifth of the time.
 */
final class LetterModel {

  private static final String FILE = "/langdetect-183.bin";

  /** In {@link #columns}, of a sequence's last weight: the sign. */
  private static final byte LAST = Byte.MIN_VALUE;

  private final List<String> languages = new ArrayList<>();

  /** Open addressing, a power of two; 0 where nothing is. */
  private final long[] sequences;

  /** By slot: where the sequence's weights begin. */
  private final int[] begins;

  private final float[] weights;

  /** By weight: whose it is, as an index into {@link #languages}. */
  private final byte[] columns;

  private LetterModel(AbstractModel model, Map<String, String> codes) {
    int[] columnOf = new int[model.getNumOutcomes()];
    for (int i = 0; i < columnOf.length; i++) {
      String language = codes.get(model.getOutcome(i));
      columnOf[i] = language == null ? -1 : languages.size();
      if (language != null) {
        languages.add(language);
      }
    }
    @SuppressWarnings("unchecked") // as the library documents it
    Map<String, Context> contexts = (Map<String, Context>) model.getDataStructures()[1];
    sequences = new long[Integer.highestOneBit(contexts.size()) * 4];
    begins = new int[sequences.length];
    int most = contexts.values().stream().mapToInt(each -> each.getOutcomes().length).sum();
    float[] all = new float[most];
    byte[] whose = new byte[most];
    int end = 0;
    for (Map.Entry<String, Context> each : contexts.entrySet()) {
      int begin = end;
      int[] outcomes = each.getValue().getOutcomes();
      for (int i = 0; i < outcomes.length; i++) {
        if (columnOf[outcomes[i]] >= 0) {
          all[end] = (float) each.getValue().getParameters()[i];
          whose[end++] = (byte) columnOf[outcomes[i]];
        }
      }
      if (end > begin) {
        whose[end - 1] |= LAST;
        put(LetterSequences.packed(each.getKey()), begin);
      }
    }
    weights = Arrays.copyOf(all, end);
    columns = Arrays.copyOf(whose, end);
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

  private void put(long sequence, int begin) {
    int slot = slot(sequence);
    sequences[slot] = sequence;
    begins[slot] = begin;
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
  double[] logLikelihoods(String text) {
    double[] likelihoods = new double[languages.size()];
    for (long sequence : LetterSequences.of(text)) {
      int slot = slot(sequence);
      if (sequences[slot] != 0) {
        add(begins[slot], likelihoods);
      }
    }
    return likelihoods;
  }

  private void add(int begin, double[] likelihoods) {
    for (int i = begin; ; i++) {
      likelihoods[columns[i] & Byte.MAX_VALUE] += weights[i];
      if (columns[i] < 0) {
        return;
      }
    }
  }
}
