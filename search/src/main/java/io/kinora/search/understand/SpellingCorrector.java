package io.kinora.search.understand;

import io.kinora.indexing.shard.SurfaceWords;
import io.kinora.indexing.shard.SurfaceWords.Word;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words that were probably meant: a noisy channel (Kernighan, Church and Gale, "A
 * spelling correction program based on a noisy channel model", COLING 1990). Each word the
 * catalogue does not know is replaced by the one that is likeliest by its frequency and by what it
 * takes to mistype it so, or split in two; neighbours are joined if together they are a word.
 *
 * <p>Left alone: words that exist, words of up to three letters, and everything that is not plain
 * letters (numbers, codes, {@code #tags}, {@code @names}).
 */
final class SpellingCorrector {

  /** Words up to this length have too many neighbours to guess. */
  private static final int SHORT = 3;

  /** From this length on a word may have two mistakes, and from there on two are believed. */
  private static final int TWO_MISTAKES_FROM = 6;

  private static final int SURE_OF_TWO_FROM = 8;
  private static final int MOST_WORDS = 16;
  private static final int SHORTEST_HALF = 2;

  /** Costs are negative logarithms of probabilities. */
  private static final double MISTAKE = 5;

  private static final double SECOND_MISTAKE = 7;
  private static final double OTHER_BEGINNING = 1.5;
  private static final double SWAP_INSTEAD = -0.7;
  private static final double BLANK = 5;

  /** Beside what a word in one video costs: that it is right and the catalogue does not have it. */
  private static final double NEW_WORD = 14;

  private final QueryHistory history;

  SpellingCorrector(QueryHistory history) {
    this.history = history;
  }

  /**
   * @param words normalised
   * @param kept lower-case words that stay as they are
   * @return null if there is nothing to correct
   */
  @Nullable Correction correct(String words, Set<String> kept, Lexicon lexicon) {
    Vocabulary vocabulary = lexicon.vocabulary();
    List<Word> typed = SurfaceWords.of(words);
    if (vocabulary.size() == 0 || typed.isEmpty() || typed.size() > MOST_WORDS) {
      return null;
    }
    Guesses guesses = new Guesses(words, typed, kept, lexicon);
    List<Stretch> best = guesses.likeliest();
    StringBuilder text = new StringBuilder();
    int copied = 0;
    boolean sure = true;
    for (Stretch stretch : best) {
      sure &= stretch.sure;
      text.append(words, copied, stretch.start).append(stretch.text);
      copied = stretch.end;
    }
    text.append(words, copied, words.length());
    String corrected = text.toString();
    return corrected.equals(words) ? null : new Correction(corrected, guesses.unknown(), sure);
  }

  /**
   * A stretch of the query and what it is taken for.
   *
   * @param cost negative logarithm of its probability
   */
  private record Stretch(int start, int end, String text, double cost, boolean sure) {}

  private final class Guesses {

    private final String query;
    private final List<Word> typed;
    private final Set<String> kept;
    private final Vocabulary vocabulary;
    private final double all;
    private final long[] weights;
    private final boolean[] unknown;

    Guesses(String query, List<Word> typed, Set<String> kept, Lexicon lexicon) {
      this.query = query;
      this.typed = typed;
      this.kept = kept;
      this.vocabulary = lexicon.vocabulary();
      this.all = Math.log(lexicon.videos() + 1.0);
      this.weights = new long[typed.size()];
      this.unknown = new boolean[weights.length];
      for (int i = 0; i < unknown.length; i++) {
        weights[i] = weight(typed.get(i).text());
        unknown[i] = weights[i] == 0 && mayBeWrong(typed.get(i));
      }
    }

    List<String> unknown() {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < unknown.length; i++) {
        if (unknown[i]) {
          words.add(typed.get(i).text());
        }
      }
      return words;
    }

    /** The cheapest way through the words, each for itself or two as one. */
    List<Stretch> likeliest() {
      int n = typed.size();
      double[] cost = new double[n + 1];
      Stretch[] last = new Stretch[n + 1];
      for (int i = 1; i <= n; i++) {
        last[i] = alone(i - 1);
        cost[i] = cost[i - 1] + last[i].cost;
        Stretch joined = i < 2 ? null : joined(i - 2);
        if (joined != null && cost[i - 2] + joined.cost < cost[i]) {
          last[i] = joined;
          cost[i] = cost[i - 2] + joined.cost;
        }
      }
      List<Stretch> path = new ArrayList<>();
      for (int i = n; i > 0; ) {
        Stretch stretch = last[i];
        path.addFirst(stretch);
        boolean two = i > 1 && stretch.start == typed.get(i - 2).start();
        i -= two ? 2 : 1;
      }
      return path;
    }

    private Stretch alone(int i) {
      Word word = typed.get(i);
      String asTyped = query.substring(word.start(), word.end());
      if (!unknown[i]) {
        return new Stretch(word.start(), word.end(), asTyped, surprise(weights[i]), true);
      }
      Nearest nearest = new Nearest(word.text());
      nearest.look(1);
      boolean one = nearest.best != null;
      if (!one && word.text().length() >= TWO_MISTAKES_FROM) {
        nearest.look(2);
      }
      Stretch best = new Stretch(word.start(), word.end(), asTyped, all + NEW_WORD, true);
      Stretch halves = halves(word);
      if (halves != null && halves.cost < best.cost) {
        best = halves;
      }
      if (nearest.best != null && nearest.cost < best.cost) {
        // Few mistype the first letter: "burning" is no "turning", though no video burns.
        boolean sameStart = nearest.best.codePointAt(0) == word.text().codePointAt(0);
        boolean sure = sameStart && (one || word.text().length() >= SURE_OF_TWO_FROM);
        String meant = likeTyped(asTyped, nearest.best);
        best = new Stretch(word.start(), word.end(), meant, nearest.cost, sure);
      }
      return best;
    }

    /** A blank was left out. */
    private @Nullable Stretch halves(Word word) {
      String text = word.text();
      Stretch best = null;
      for (int at = SHORTEST_HALF; at <= text.length() - SHORTEST_HALF; at++) {
        String left = text.substring(0, at);
        String right = text.substring(at);
        if (weight(left) > 0 && weight(right) > 0) {
          double cost = BLANK + surprise(left) + surprise(right);
          if (best == null || cost < best.cost) {
            best = new Stretch(word.start(), word.end(), left + " " + right, cost, true);
          }
        }
      }
      return best;
    }

    /** A blank too many. */
    private @Nullable Stretch joined(int i) {
      Word left = typed.get(i);
      Word right = typed.get(i + 1);
      String both = left.text() + right.text();
      boolean apart =
          right.start() != left.end() + 1
              || query.charAt(left.end()) != ' '
              || both.length() <= SHORT + 1
              || isPartOfCode(left)
              || isPartOfCode(right)
              || kept.contains(left.text())
              || kept.contains(right.text());
      if (apart || weight(both) == 0) {
        return null;
      }
      return new Stretch(left.start(), right.end(), both, BLANK + surprise(both), true);
    }

    private boolean mayBeWrong(Word word) {
      return word.text().codePointCount(0, word.text().length()) > SHORT
          && !kept.contains(word.text())
          && !isPartOfCode(word)
          && !isAcronym(word);
    }

    /** Not free on both sides: {@code #shorts}, {@code C++}, {@code node.js}. */
    private boolean isPartOfCode(Word word) {
      return (word.start() > 0 && belongs(query.codePointBefore(word.start())))
          || (word.end() < query.length() && continues(word.end()));
    }

    private boolean belongs(int c) {
      return Character.isLetterOrDigit(c) || "#@$_+&.:/\\".indexOf(c) >= 0;
    }

    /** A full stop ends a sentence unless something follows it. */
    private boolean continues(int at) {
      int c = query.codePointAt(at);
      int after = at + Character.charCount(c);
      boolean followed = after < query.length() && !Character.isWhitespace(query.charAt(after));
      return belongs(c) && (followed || Character.isLetterOrDigit(c) || "+_#".indexOf(c) >= 0);
    }

    /** Capitals alone, in a query that has small letters too. */
    private boolean isAcronym(Word word) {
      String asTyped = query.substring(word.start(), word.end());
      return asTyped.length() <= TWO_MISTAKES_FROM
          && asTyped.chars().allMatch(Character::isUpperCase)
          && query.chars().anyMatch(Character::isLowerCase);
    }

    private long weight(String word) {
      return vocabulary.videos(word) + history.clicks(word);
    }

    /** Of a word that stands in so many videos of all. */
    private double surprise(String word) {
      return surprise(weight(word));
    }

    private double surprise(long weight) {
      return Math.max(0, all - Math.log(Math.max(0.5, weight)));
    }

    /** The likeliest word at some distance. */
    private final class Nearest {

      private final String typed;
      private @Nullable String best;
      private double cost = Double.POSITIVE_INFINITY;

      Nearest(String typed) {
        this.typed = typed;
      }

      void look(int edits) {
        vocabulary.near(
            typed,
            edits,
            (word, videos) -> {
              if (word.length() < SHORT) {
                return;
              }
              double its = mistakes(word, edits) + surprise(videos + history.clicks(word));
              if (its < cost) {
                cost = its;
                best = word;
              }
            });
      }

      private double mistakes(String word, int edits) {
        double cost = edits == 1 ? MISTAKE : MISTAKE + SECOND_MISTAKE;
        if (word.charAt(0) != typed.charAt(0)) {
          cost += OTHER_BEGINNING;
        }
        return sameLetters(word, typed) ? cost + SWAP_INSTEAD : cost;
      }
    }
  }

  private static boolean sameLetters(String a, String b) {
    return a.length() == b.length()
        && Arrays.equals(a.chars().sorted().toArray(), b.chars().sorted().toArray());
  }

  /** In the capitals that the word was typed in. */
  private static String likeTyped(String typed, String word) {
    if (!Character.isUpperCase(typed.charAt(0))) {
      return word;
    }
    boolean all = typed.chars().allMatch(Character::isUpperCase);
    return all
        ? word.toUpperCase(Locale.ROOT)
        : Character.toTitleCase(word.charAt(0)) + word.substring(1);
  }
}
