package io.kinora.search.lexicon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.util.IntsRefBuilder;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.fst.FST;
import org.apache.lucene.util.fst.FSTCompiler;
import org.apache.lucene.util.fst.PositiveIntOutputs;
import org.apache.lucene.util.fst.Util;
import org.jspecify.annotations.Nullable;

/**
 * The words of the catalogue with the number of videos each stands in, in a finite-state
 * transducer: two to three bytes a word. Words are looked up without accents and given back with
 * those that they mostly have.
 */
public final class Vocabulary {

  /** Receives words near another. */
  public interface Visitor {

    /**
     * @param word as written
     * @param videos in which it stands
     */
    void near(String word, long videos);
  }

  private final @Nullable FST<Long> words;
  private final Map<String, String> accented;
  private final int size;

  private Vocabulary(@Nullable FST<Long> words, Map<String, String> accented, int size) {
    this.words = words;
    this.accented = accented;
    this.size = size;
  }

  static Vocabulary of(WordCounts counts) {
    TreeMap<String, Long> folded = new TreeMap<>(WordCounts::byCodePoint);
    Map<String, String> accented = new HashMap<>();
    Map<String, Integer> most = new HashMap<>();
    for (int i = 0; i < counts.size(); i++) {
      String word = counts.words()[i];
      String key = FoldedText.fold(word);
      if (key.isEmpty()) {
        continue;
      }
      int videos = counts.videos()[i];
      folded.merge(key, (long) videos, Long::sum);
      boolean differs = !key.equals(word);
      if (videos > most.getOrDefault(key, differs ? 0 : -1)) {
        most.put(key, videos);
        if (differs) {
          accented.put(key, word);
        } else {
          accented.remove(key);
        }
      }
    }
    return new Vocabulary(compiled(folded), Map.copyOf(accented), folded.size());
  }

  private static @Nullable FST<Long> compiled(TreeMap<String, Long> folded) {
    try {
      FSTCompiler<Long> compiler =
          new FSTCompiler.Builder<>(FST.INPUT_TYPE.BYTE4, PositiveIntOutputs.getSingleton())
              .build();
      IntsRefBuilder word = new IntsRefBuilder();
      for (Map.Entry<String, Long> each : folded.entrySet()) {
        compiler.add(Util.toUTF32(each.getKey(), word), each.getValue());
      }
      FST.FSTMetadata<Long> compiled = compiler.compile();
      return compiled == null ? null : FST.fromFSTReader(compiled, compiler.getFSTReader());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public int size() {
    return size;
  }

  /** In how many videos a word stands; 0 if in none. */
  public long videos(String word) {
    if (words == null) {
      return 0;
    }
    try {
      IntsRefBuilder key = new IntsRefBuilder();
      Long videos = Util.get(words, Util.toUTF32(FoldedText.fold(word), key));
      return videos == null ? 0 : videos;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Finds the words that are at most so many insertions, deletions, substitutions and swaps of
   * neighbours away: an automaton of all of them (Schulz and Mihov, "Fast string correction with
   * Levenshtein automata", IJDAR 2002) walks through the transducer.
   *
   * @param edits 1 or 2
   */
  public void near(String word, int edits, Visitor visitor) {
    if (words == null) {
      return;
    }
    String folded = FoldedText.fold(word);
    CharacterRunAutomaton automaton =
        new CharacterRunAutomaton(new LevenshteinAutomata(folded, true).toAutomaton(edits));
    try {
      new Walk(words, automaton, visitor).from(words.getFirstArc(new FST.Arc<>()), 0, 0L);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private final class Walk {

    private final FST<Long> words;
    private final CharacterRunAutomaton automaton;
    private final Visitor visitor;
    private final FST.BytesReader bytes;
    private final StringBuilder path = new StringBuilder();

    Walk(FST<Long> words, CharacterRunAutomaton automaton, Visitor visitor) {
      this.words = words;
      this.automaton = automaton;
      this.visitor = visitor;
      this.bytes = words.getBytesReader();
    }

    void from(FST.Arc<Long> node, int state, long videos) throws IOException {
      FST.Arc<Long> arc = words.readFirstTargetArc(node, new FST.Arc<>(), bytes);
      while (true) {
        step(arc, state, videos + arc.output());
        if (arc.isLast()) {
          return;
        }
        words.readNextArc(arc, bytes);
      }
    }

    private void step(FST.Arc<Long> arc, int state, long videos) throws IOException {
      if (arc.label() == FST.END_LABEL) {
        if (automaton.isAccept(state)) {
          String folded = path.toString();
          visitor.near(accented.getOrDefault(folded, folded), videos);
        }
        return;
      }
      int next = automaton.step(state, arc.label());
      if (next >= 0) {
        int length = path.length();
        path.appendCodePoint(arc.label());
        from(arc, next, videos);
        path.setLength(length);
      }
    }
  }
}
