package io.kinora.search.lexicon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one shard, or several together, say of language: counts and sums only, so that parts add up
 * to the whole.
 *
 * @param videos how many there are
 * @param names of most videos first
 * @param categories the text vectors of each category's videos
 * @param all the text vectors of all videos, or null if there are none
 */
public record LexiconPart(
    long videos,
    WordCounts words,
    List<Name> names,
    SortedMap<String, VectorSum> categories,
    @Nullable VectorSum all) {

  public static final LexiconPart NONE =
      new LexiconPart(0, WordCounts.NONE, List.of(), new TreeMap<>(), null);

  private static final Comparator<Name> MOST_VIDEOS_FIRST =
      Comparator.comparingLong(Name::videos)
          .thenComparingLong(Name::views)
          .reversed()
          .thenComparing(Name::type)
          .thenComparing(Name::id);

  public LexiconPart {
    names = List.copyOf(names);
  }

  /** The lexicon of all the parts together. */
  public static LexiconPart merge(List<LexiconPart> parts, LexiconLimits limits) {
    record Key(Name.Type type, String id) {}
    Map<Key, Name> names = new LinkedHashMap<>();
    TreeMap<String, VectorSum> categories = new TreeMap<>();
    VectorSum all = null;
    long videos = 0;
    for (LexiconPart part : parts) {
      videos += part.videos;
      part.names.forEach(name -> names.merge(new Key(name.type(), name.id()), name, Name::plus));
      part.categories.forEach((name, sum) -> categories.merge(name, sum, VectorSum::plus));
      all = all == null || part.all == null ? (all == null ? part.all : all) : all.plus(part.all);
    }
    return new LexiconPart(
        videos,
        WordCounts.sum(parts.stream().map(LexiconPart::words).toList(), limits.words()),
        most(new ArrayList<>(names.values()), limits.names()),
        largest(categories, limits.categories()),
        all);
  }

  static List<Name> most(List<Name> names, int limit) {
    names.sort(MOST_VIDEOS_FIRST);
    return names.subList(0, Math.min(limit, names.size()));
  }

  static SortedMap<String, VectorSum> largest(SortedMap<String, VectorSum> categories, int limit) {
    if (categories.size() <= limit) {
      return categories;
    }
    TreeMap<String, VectorSum> largest = new TreeMap<>();
    categories.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> -each.getValue().count()))
        .limit(limit)
        .forEach(each -> largest.put(each.getKey(), each.getValue()));
    return largest;
  }
}
