package io.kinora.search.lexicon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the catalogue says of language, ready to be asked. Immutable. */
public final class Lexicon {

  /** Knows nothing. */
  public static final Lexicon EMPTY = of(LexiconPart.NONE);

  private static final int LONGEST_NAME = 8;

  /** What a category is about. */
  public record Topic(String name, float[] centroid, int videos) {}

  private final long videos;
  private final Vocabulary vocabulary;
  private final Map<String, List<Name>> names;
  private final int mostWords;
  private final List<Topic> topics;
  private final float @Nullable [] centre;

  private Lexicon(
      long videos,
      Vocabulary vocabulary,
      Map<String, List<Name>> names,
      List<Topic> topics,
      float @Nullable [] centre) {
    this.videos = videos;
    this.vocabulary = vocabulary;
    this.names = names;
    this.topics = topics;
    this.centre = centre;
    int most = 0;
    for (String name : names.keySet()) {
      most = Math.max(most, wordsIn(name));
    }
    this.mostWords = most;
  }

  public static Lexicon of(LexiconPart whole) {
    Map<String, List<Name>> names = new HashMap<>();
    for (Name name : whole.names()) {
      String key = FoldedText.key(name.id());
      if (!key.isEmpty() && wordsIn(key) <= LONGEST_NAME) {
        add(names.computeIfAbsent(key, first -> new ArrayList<>(1)), name);
      }
    }
    List<Topic> topics = new ArrayList<>();
    whole.categories().forEach((name, sum) -> topics.add(new Topic(name, sum.mean(), sum.count())));
    VectorSum all = whole.all();
    return new Lexicon(
        whole.videos(),
        Vocabulary.of(whole.words()),
        names,
        List.copyOf(topics),
        all == null ? null : all.mean());
  }

  /** Tags that differ only in how they are written are one. */
  private static void add(List<Name> meanings, Name name) {
    for (int i = 0; i < meanings.size(); i++) {
      Name known = meanings.get(i);
      if (known.type() == Name.Type.TAG && name.type() == Name.Type.TAG) {
        meanings.set(i, known.plus(name));
        return;
      }
    }
    meanings.add(name);
  }

  private static int wordsIn(String key) {
    return (int) key.chars().filter(c -> c == ' ').count() + 1;
  }

  /** How many videos there are. */
  public long videos() {
    return videos;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** What a name means, see {@link FoldedText#key}; empty if nothing. */
  public List<Name> meanings(String key) {
    return Collections.unmodifiableList(names.getOrDefault(key, List.of()));
  }

  /** The words of the longest name. */
  public int longestName() {
    return mostWords;
  }

  public List<Topic> topics() {
    return topics;
  }

  /** The mean of all text vectors, or null if there are none. */
  public float @Nullable [] centre() {
    return centre;
  }
}
