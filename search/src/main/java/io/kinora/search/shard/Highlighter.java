package io.kinora.search.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Puts the words of a query in {@code <em>} where a text has them, by the same analysis that
 * matched them. Everything else is escaped for HTML.
 */
final class Highlighter {

  private static final String FIELD = "words";

  private final Analyzer analyzer;
  private final int fragmentLength;

  Highlighter(Analyzer analyzer, int fragmentLength) {
    this.analyzer = analyzer;
    this.fragmentLength = fragmentLength;
  }

  /** The words to look for. */
  record Words(Set<String> terms) {
    boolean isEmpty() {
      return terms.isEmpty();
    }
  }

  /** A word found in a text. */
  private record Match(int start, int end, String term) {}

  Words words(String text) {
    return new Words(new HashSet<>(LexicalQuery.terms(analyzer, text)));
  }

  /** The whole text with its matches marked, or null if there is none. */
  @Nullable String whole(String text, Words words) {
    List<Match> matches = matches(text, words);
    return matches.isEmpty() ? null : marked(text, 0, text.length(), matches);
  }

  /** The piece of a text with most of the words, or null if it has none of them. */
  @Nullable String fragment(String text, Words words) {
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

  private List<Match> matches(String text, Words words) {
    List<Match> matches = new ArrayList<>();
    if (text.isEmpty()) {
      return matches;
    }
    try (TokenStream tokens = analyzer.tokenStream(FIELD, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        String found = term.toString();
        if (words.terms.contains(found)) {
          matches.add(new Match(place.startOffset(), place.endOffset(), found));
        }
      }
      tokens.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return matches;
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
      escape(text, at, match.start, out);
      out.append("<em>");
      escape(text, match.start, match.end, out);
      out.append("</em>");
      at = match.end;
    }
    escape(text, at, end, out);
    return out.toString();
  }

  private static void escape(String text, int start, int end, StringBuilder out) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
