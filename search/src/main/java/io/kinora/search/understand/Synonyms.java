package io.kinora.search.understand;

import io.kinora.indexing.text.Form;
import io.kinora.indexing.text.TextForms;
import io.kinora.search.Wording.Synonym;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What else stands for words of one language, as in Lucene's and Solr's files:
 *
 * <pre>
 * # any of these stands for each of the others
 * film, movie, motion picture
 * # these stand for what is on the left, and not the other way round
 * nyc =&gt; new york, new york city
 * </pre>
 *
 * A comma that is part of a word is written {@code \,}. Words are compared in the form that the
 * language's analysis gives them.
 */
public final class Synonyms {

  public static final Synonyms NONE = new Synonyms(null);

  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
  private static final int MOST_LINES = 20_000;
  private static final int LONGEST_LINE = 2_000;
  private static final int MOST_OF_A_QUERY = 32;

  private final @Nullable String language;
  private final Map<List<String>, Set<String>> others = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int longest;

  private Synonyms(@Nullable String language) {
    this.language = language;
  }

  /**
   * Reads a file; lines that cannot be understood are left out and named in {@link #problems}.
   *
   * @param tag BCP 47
   */
  public static Synonyms parse(List<String> lines, String tag) {
    Synonyms synonyms = new Synonyms(TextForms.language(tag));
    for (int i = 0; i < lines.size(); i++) {
      if (i == MOST_LINES) {
        synonyms.problems.add("line " + (i + 1) + ": more than " + MOST_LINES + " lines");
        break;
      }
      String problem = synonyms.read(lines.get(i).strip());
      if (problem != null) {
        synonyms.problems.add("line " + (i + 1) + ": " + problem);
      }
    }
    return synonyms;
  }

  private @Nullable String read(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return null;
    }
    if (line.length() > LONGEST_LINE) {
      return "longer than " + LONGEST_LINE + " characters";
    }
    String[] sides = line.split("=>", -1);
    if (sides.length > 2) {
      return "more than one =>";
    }
    List<String> from = texts(sides[0]);
    List<String> to = sides.length == 1 ? from : texts(sides[1]);
    if (from.isEmpty() || to.isEmpty() || (sides.length == 1 && from.size() == 1)) {
      return "expected a, b or a => b, found " + shown(line);
    }
    for (String text : from) {
      add(text, to);
    }
    return null;
  }

  private static String shown(String line) {
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }

  private static List<String> texts(String side) {
    List<String> texts = new ArrayList<>();
    for (String text : COMMA.split(side)) {
      String plain = text.replace("\\,", ",").strip();
      if (!plain.isEmpty()) {
        texts.add(plain);
      }
    }
    return texts;
  }

  private void add(String text, Collection<String> to) {
    List<String> key = words(text).stream().map(Form::term).toList();
    if (key.isEmpty()) {
      return;
    }
    longest = Math.max(longest, key.size());
    Set<String> others = this.others.computeIfAbsent(key, k -> new LinkedHashSet<>());
    for (String other : to) {
      if (!other.equals(text)) {
        others.add(other);
      }
    }
  }

  /** The lines left out, and why. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** How many words and rows of words have synonyms. */
  public int size() {
    return others.size();
  }

  /** What else stands for words of a text: for the longest row of words first, in order. */
  public List<Synonym> of(String text) {
    if (others.isEmpty()) {
      return List.of();
    }
    List<Form> words = words(text);
    List<Synonym> found = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      for (int n = Math.min(longest, words.size() - i); n > 0; n--) {
        List<Form> row = words.subList(i, i + n);
        Set<String> instead = others.get(row.stream().map(Form::term).toList());
        if (instead != null) {
          add(row, instead, found);
          i += n - 1;
          break;
        }
      }
    }
    return List.copyOf(found);
  }

  private static void add(List<Form> row, Set<String> instead, List<Synonym> found) {
    for (String other : instead) {
      if (found.size() < MOST_OF_A_QUERY) {
        found.add(new Synonym(row.getFirst().start(), row.getLast().end(), other));
      }
    }
  }

  /** One form a word: with its signs, else the language's, else the neutral one. */
  private List<Form> words(String text) {
    List<Form> words = new ArrayList<>();
    for (Form form : TextForms.asked(text, language == null ? List.of() : List.of(language))) {
      Form last = words.isEmpty() ? null : words.getLast();
      if (form.kind() == Form.Kind.JOINED) {
        continue;
      }
      if (last == null || last.position() != form.position()) {
        words.add(form);
      } else if (last.kind() == Form.Kind.NEUTRAL || form.kind() == Form.Kind.SIGNED) {
        words.set(words.size() - 1, form);
      }
    }
    return words;
  }
}
