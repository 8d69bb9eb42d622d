package io.kinora.search.shard;

import io.kinora.indexing.text.Form;
import io.kinora.indexing.text.TextForms;
import io.kinora.search.HtmlEscape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the words of a query in {@code <em>} where a text has them, by the same analysis that
 * matched them. Everything else is escaped for HTML.
 */
final class Highlighter {

  private final int fragmentLength;

  Highlighter(int fragmentLength) {
    this.fragmentLength = fragmentLength;
  }

  /** A piece of a text to be marked. */
  private record Match(int start, int end, String term) {}

  /** The whole text with its matches marked, or null if there is none. */
  @Nullable String whole(String text, HighlightedWords words) {
    List<Match> matches = matches(text, words);
    return matches.isEmpty() ? null : marked(text, 0, text.length(), matches);
  }

  /** The piece of a text with most of the words, or null if it has none of them. */
  @Nullable String fragment(String text, HighlightedWords words) {
    List<Match> matches = matches(text, words);
    if (matches.isEmpty()) {
      return null;
    }
    if (text.length() <= fragmentLength) {
      return marked(text, 0, text.length(), matches);
    }
    int first = richest(matches);
    int lead = fragmentLength / 4;
    int start = wordStart(text, Math.max(0, matches.get(first).start - lead));
    int end = wordEnd(text, Math.min(text.length(), start + fragmentLength));
    return (start > 0 ? "… " : "")
        + marked(text, start, end, matches)
        + (end < text.length() ? " …" : "");
  }

  /** By place, none inside another. */
  private static List<Match> matches(String text, HighlightedWords words) {
    List<Form> forms = TextForms.written(text, words.languages());
    List<Match> matches = new ArrayList<>();
    for (Form form : forms) {
      if (words.terms().contains(form.term())) {
        matches.add(new Match(form.start(), form.end(), form.term()));
      }
    }
    for (ExactPhrase phrase : words.phrases()) {
      addPhrase(phrase, forms, matches);
    }
    return joined(matches);
  }

  private static void addPhrase(ExactPhrase phrase, List<Form> forms, List<Match> matches) {
    for (int i = 0; i < forms.size(); i++) {
      int end = phrase.endAt(forms, i);
      if (end >= 0) {
        matches.add(new Match(forms.get(i).start(), end, phrase.words().toString()));
      }
    }
  }

  /** Pairs of characters overlap, and a word lies inside a phrase: what overlaps becomes one. */
  private static List<Match> joined(List<Match> matches) {
    matches.sort(Comparator.comparingInt(Match::start));
    List<Match> joined = new ArrayList<>(matches.size());
    for (Match match : matches) {
      Match last = joined.isEmpty() ? null : joined.getLast();
      if (last == null || match.start >= last.end) {
        joined.add(match);
      } else if (match.end > last.end) {
        joined.set(joined.size() - 1, new Match(last.start, match.end, last.term));
      }
    }
    return joined;
  }

  /** The match from which on a fragment holds the most different words. */
  private int richest(List<Match> matches) {
    int best = 0;
    int most = 0;
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < matches.size(); i++) {
      seen.clear();
      int reach = matches.get(i).start + fragmentLength * 3 / 4;
      for (int j = i; j < matches.size() && matches.get(j).end <= reach; j++) {
        seen.add(matches.get(j).term);
      }
      if (seen.size() > most) {
        most = seen.size();
        best = i;
      }
    }
    return best;
  }

  /** The next place at or after this one where a word starts, if it is near. */
  private static int wordStart(String text, int from) {
    if (from == 0) {
      return 0;
    }
    int near = Math.min(text.length(), from + 20);
    for (int i = from; i < near; i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i + 1;
      }
    }
    return wholeCharacter(text, from);
  }

  private static int wordEnd(String text, int to) {
    if (to == text.length()) {
      return to;
    }
    for (int i = to; i > to - 20; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return wholeCharacter(text, to);
  }

  private static int wholeCharacter(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  private static String marked(String text, int start, int end, List<Match> matches) {
    StringBuilder out = new StringBuilder(end - start + 32);
    int at = start;
    for (Match match : matches) {
      if (match.start < at || match.end > end) {
        continue;
      }
      HtmlEscape.append(text, at, match.start, out);
      out.append("<em>");
      HtmlEscape.append(text, match.start, match.end, out);
      out.append("</em>");
      at = match.end;
    }
    HtmlEscape.append(text, at, end, out);
    return out.toString();
  }
}
