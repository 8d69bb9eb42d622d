package io.kinora.search.lexicon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lexicons for tests, told in a few lines. */
public final class LexiconParts {

  private final TreeMap<String, Integer> words = new TreeMap<>(WordCounts::byCodePoint);
  private final List<Name> names = new ArrayList<>();
  private final TreeMap<String, VectorSum> categories = new TreeMap<>();
  private VectorSum all;
  private long videos = 1000;

  public static LexiconParts lexicon() {
    return new LexiconParts();
  }

  public LexiconParts of(long count) {
    videos = count;
    return this;
  }

  public LexiconParts word(String word, int count) {
    words.merge(word, count, Integer::sum);
    return this;
  }

  public LexiconParts channel(String id, long count, long views, float... context) {
    return name(Name.Type.CHANNEL, id, count, views, context);
  }

  public LexiconParts tag(String id, long count, long views, float... context) {
    return name(Name.Type.TAG, id, count, views, context);
  }

  private LexiconParts name(Name.Type type, String id, long count, long views, float... context) {
    VectorSum sum = context.length == 0 ? null : new VectorSum(context, 1);
    names.add(new Name(type, id, count, views, sum));
    return this;
  }

  public LexiconParts category(String name, int count, float... mean) {
    float[] sum = mean.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= count;
    }
    VectorSum its = new VectorSum(sum, count);
    categories.put(name, its);
    all = all == null ? its : all.plus(its);
    return this;
  }

  public LexiconPart part() {
    String[] keys = words.keySet().toArray(String[]::new);
    int[] counts = words.values().stream().mapToInt(Integer::intValue).toArray();
    return new LexiconPart(videos, new WordCounts(keys, counts), names, categories, all);
  }

  public Lexicon build() {
    return Lexicon.of(part());
  }

  /** What a lexicon says, as values that can be compared. */
  static Map<String, Object> facts(LexiconPart part) {
    TreeMap<String, Object> facts = new TreeMap<>();
    facts.put("videos", part.videos());
    for (int i = 0; i < part.words().size(); i++) {
      facts.put("word " + part.words().words()[i], part.words().videos()[i]);
    }
    for (Name name : part.names()) {
      facts.put(
          name.type() + " " + name.id(),
          List.of(name.videos(), name.views(), numbers(name.context())));
    }
    part.categories().forEach((name, sum) -> facts.put("category " + name, numbers(sum)));
    facts.put("all", numbers(part.all()));
    return facts;
  }

  private static List<Integer> numbers(VectorSum sum) {
    List<Integer> numbers = new ArrayList<>();
    if (sum != null) {
      numbers.add(sum.count());
      for (float value : sum.sum()) {
        numbers.add(Math.round(value * 1000)); // sums of floats depend on their order a little
      }
    }
    return numbers;
  }
}
