package io.kinora.search.understand;

import io.kinora.catalog.Vector;
import io.kinora.search.lexicon.FoldedText;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Links mentions of channels and tags: the longest name first, from left to right. How likely a
 * name is meant is the share of the videos with its words that carry it (link probability: Milne
 * and Witten, "Learning to link with Wikipedia", CIKM 2008), times the share of its best meaning
 * among all it may mean, by popularity and by likeness of their videos to the query.
 */
final class EntityLinker {

  /** Below this a word is just a word. */
  private static final double FLOOR = 0.05;

  private static final int SHORTEST = 2;
  private static final int MOST = 8;

  /** A plural of at least so many letters means a tag without its s if it is no name itself. */
  private static final int PLURAL_FROM = 5;

  /** Who searches a name that a channel has rather means the channel. */
  private static final double CHANNEL_RATHER = 2;

  /** How much sharper likeness decides than popularity. */
  private static final double LIKENESS = 6;

  /** Which kinds may be linked. */
  record Kinds(boolean channels, boolean tags) {}

  private EntityLinker() {}

  /**
   * @param vector of the query in the text space, or null
   */
  static List<Entity> link(String text, Kinds kinds, @Nullable Vector vector, Lexicon lexicon) {
    List<FoldedText.Word> words = FoldedText.words(text);
    List<Entity> entities = new ArrayList<>();
    int first = 0;
    while (first < words.size() && entities.size() < MOST) {
      int length = Math.min(lexicon.longestName(), words.size() - first);
      Entity entity = null;
      while (length > 0 && entity == null) {
        entity = mention(text, words.subList(first, first + length), kinds, vector, lexicon);
        length -= entity == null ? 1 : 0;
      }
      if (entity != null) {
        entities.add(entity);
      }
      first += Math.max(1, length);
    }
    return List.copyOf(entities);
  }

  private static @Nullable Entity mention(
      String text,
      List<FoldedText.Word> words,
      Kinds kinds,
      @Nullable Vector vector,
      Lexicon lexicon) {
    List<Name> meanings = meanings(words, kinds, lexicon);
    if (meanings.isEmpty()) {
      return null;
    }
    double all = 0;
    double most = 0;
    Name best = meanings.getFirst();
    for (Name meaning : meanings) {
      double likely = popularity(meaning) * Math.exp(LIKENESS * likeness(meaning, vector, lexicon));
      all += likely;
      if (likely > most) {
        most = likely;
        best = meaning;
      }
    }
    double score = most / all * linkProbability(best, words, lexicon);
    if (score < FLOOR) {
      return null;
    }
    int start = words.getFirst().start();
    int end = words.getLast().end();
    return new Entity(best.type(), best.id(), text.substring(start, end), start, end, score);
  }

  private static List<Name> meanings(List<FoldedText.Word> words, Kinds kinds, Lexicon lexicon) {
    StringJoiner joiner = new StringJoiner(" ");
    words.forEach(word -> joiner.add(word.folded()));
    String key = joiner.toString();
    if (key.length() < SHORTEST) {
      return List.of();
    }
    List<Name> meanings = lexicon.meanings(key);
    String last = words.getLast().folded();
    boolean plural =
        meanings.isEmpty()
            && last.length() >= PLURAL_FROM
            && last.endsWith("s")
            && !last.endsWith("ss");
    if (plural) {
      meanings = lexicon.meanings(key.substring(0, key.length() - 1));
    }
    boolean channels = kinds.channels() && !plural;
    return meanings.stream()
        .filter(name -> name.type() == Name.Type.CHANNEL ? channels : kinds.tags())
        .toList();
  }

  /**
   * In how many of the videos with these words they are the name. The rarest word stands for all of
   * them; what the vocabulary does not have (signs, numbers) says nothing.
   */
  private static double linkProbability(Name name, List<FoldedText.Word> words, Lexicon lexicon) {
    long with = Long.MAX_VALUE;
    for (FoldedText.Word word : words) {
      long videos = lexicon.vocabulary().videos(word.folded());
      with = videos > 0 ? Math.min(with, videos) : with;
    }
    return with == Long.MAX_VALUE ? 1 : Math.min(1, (double) name.videos() / with);
  }

  private static double popularity(Name name) {
    double popular = Math.log1p(name.videos()) + Math.log1p(name.views()) / 4;
    return name.type() == Name.Type.CHANNEL ? CHANNEL_RATHER * popular : popular;
  }

  private static double likeness(Name name, @Nullable Vector query, Lexicon lexicon) {
    if (query == null || name.context() == null) {
      return 0;
    }
    return Centred.cosine(query.values(), name.context().mean(), lexicon.centre());
  }
}
