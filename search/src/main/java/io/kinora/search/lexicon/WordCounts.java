package io.kinora.search.lexicon;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Words, ascending by code point, and in how many videos each stands. The arrays are shared, not
 * copied: treat them as immutable.
 */
public record WordCounts(String[] words, int[] videos) {

  static final WordCounts NONE = new WordCounts(new String[0], new int[0]);

  public int size() {
    return words.length;
  }

  static WordCounts sum(List<WordCounts> parts, int most) {
    if (parts.size() == 1) {
      return parts.getFirst().top(most);
    }
    TreeMap<String, Integer> sum = new TreeMap<>(WordCounts::byCodePoint);
    for (WordCounts part : parts) {
      for (int i = 0; i < part.words.length; i++) {
        sum.merge(part.words[i], part.videos[i], Integer::sum);
      }
    }
    String[] words = sum.keySet().toArray(String[]::new);
    int[] videos = sum.values().stream().mapToInt(Integer::intValue).toArray();
    return new WordCounts(words, videos).top(most);
  }

  /** Those in most videos; none of a frequency of which not all have room. */
  WordCounts top(int most) {
    if (words.length <= most) {
      return this;
    }
    int[] ascending = videos.clone();
    Arrays.sort(ascending);
    int least = ascending[ascending.length - most - 1] + 1;
    int kept = 0;
    String[] keptWords = new String[most];
    int[] keptVideos = new int[most];
    for (int i = 0; i < words.length; i++) {
      if (videos[i] >= least) {
        keptWords[kept] = words[i];
        keptVideos[kept++] = videos[i];
      }
    }
    return new WordCounts(Arrays.copyOf(keptWords, kept), Arrays.copyOf(keptVideos, kept));
  }

  /** The order in which Lucene has terms: that of their UTF-8 bytes. */
  static int byCodePoint(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean both = Character.isSurrogate(x) == Character.isSurrogate(y);
        return both ? x - y : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }
}
