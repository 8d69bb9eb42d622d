package io.kinora.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Titles, channels and tags that look like those of videos, out of a seed: patterns filled from
 * lists and with names out of syllables; or, with a file of titles, the beginning of one with the
 * end of another. The same number always gives the same.
 */
final class MadeTitles {

  private static final long SEED = 20_261_122;
  private static final int CHANNELS = 3_000;

  private static final List<String> PATTERNS =
      List.of(
          "{adjective} {noun} at {time}",
          "How to {verb} a {noun}",
          "How to {verb} your {noun} in {number} minutes",
          "Why {noun}s {verb} in {place}",
          "{name} - {Adjective} {Noun} (Official Video)",
          "{name} ft. {name} - {Adjective} {Noun}",
          "{number} {adjective} {noun}s in {place}",
          "The {adjective} {noun} of {place}",
          "{place} {noun} | Episode {number}",
          "The {noun} and the {noun}: {name} explains",
          "{Verb} the {noun} like {name}",
          "Trailer: The {Adjective} {Noun} ({year})",
          "{name} vs {name}, {place} {year} highlights",
          "I tried to {verb} {number} {noun}s",
          "{noun} {noun} {verb} tutorial for beginners");
  private static final List<String> ADJECTIVES =
      words(
          "golden quiet broken hidden ancient wild electric frozen perfect secret tiny giant"
              + " strange simple modern lonely bright dark little great lost famous crazy slow"
              + " fast burning silver wooden invisible endless");
  private static final List<String> NOUNS =
      words(
          "bridge river mountain kitchen guitar robot engine garden lion ocean city market train"
              + " castle forest camera planet island recipe cake sourdough bicycle kite harbour"
              + " lighthouse whale desert volcano piano violin goal match festival museum street"
              + " island storm telescope rocket glacier village temple waterfall tiger penguin"
              + " vaccine neuron brain language story brand economy climate battery phone laptop");
  private static final List<String> VERBS =
      words(
          "build bake climb paint repair play learn explore cross survive film grow cook find sail"
              + " change understand photograph design restore");
  private static final List<String> PLACES =
      List.of(
          "San Francisco",
          "Tokyo",
          "Berlin",
          "São Paulo",
          "Nairobi",
          "New York",
          "Reykjavík",
          "Mumbai",
          "Sydney",
          "the Alps",
          "Patagonia",
          "Lisbon",
          "Seoul",
          "Cairo",
          "Montréal",
          "Kyiv",
          "the Sahara",
          "Prague",
          "Zürich",
          "Hanoi");
  private static final List<String> TIMES =
      List.of("dawn", "night", "sunset", "noon", "the end of summer", "midnight");
  private static final List<String> SYLLABLES =
      words(
          "ka lo mi ra ne to si be du van al er in os mar len tor bel fi go ha jo ru sa te ul wen"
              + " xi yo za bri cla dro fle");

  private final List<String> given;

  private MadeTitles(List<String> given) {
    this.given = given;
  }

  static MadeTitles fromPatterns() {
    return new MadeTitles(List.of());
  }

  /**
   * @param file a title a line
   */
  static MadeTitles fromFile(Path file) throws IOException {
    return new MadeTitles(Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList());
  }

  private static List<String> words(String blankBetween) {
    return List.of(blankBetween.split(" "));
  }

  private static Random random(int number, int kind) {
    return new Random(SEED * 41 + number * 7L + kind);
  }

  String title(int number) {
    if (number < given.size()) {
      return given.get(number);
    }
    Random random = random(number, 0);
    return given.isEmpty() ? made(random) : crossed(random);
  }

  String channel(int number) {
    Random random = random(random(number, 1).nextInt(CHANNELS), 2);
    return name(random) + one(List.of(" TV", " Films", "", " Vlogs", " Music", " Lab"), random);
  }

  /** Three, as often used as words are. */
  List<String> tags(int number) {
    Random random = random(number, 3);
    return List.of(
        one(NOUNS, random),
        one(ADJECTIVES, random) + " " + one(NOUNS, random),
        title(random.nextInt(1 + random.nextInt(5_000))).split(" ", 2)[0]);
  }

  private String crossed(Random random) {
    String[] head = one(given, random).split(" ");
    String[] tail = one(given, random).split(" ");
    StringBuilder title = new StringBuilder(head[0]);
    for (int i = 1; i < (head.length + 1) / 2; i++) {
      title.append(' ').append(head[i]);
    }
    for (int i = tail.length / 2; i < tail.length; i++) {
      title.append(' ').append(tail[i]);
    }
    return title.toString();
  }

  private static String made(Random random) {
    StringBuilder title = new StringBuilder(one(PATTERNS, random));
    for (int open = title.indexOf("{"); open >= 0; open = title.indexOf("{", open)) {
      int close = title.indexOf("}", open);
      title.replace(open, close + 1, filled(title.substring(open + 1, close), random));
    }
    title.setCharAt(0, Character.toUpperCase(title.charAt(0)));
    return title.toString();
  }

  private static String filled(String part, Random random) {
    return switch (part) {
      case "adjective" -> one(ADJECTIVES, random);
      case "noun" -> one(NOUNS, random);
      case "verb" -> one(VERBS, random);
      case "Adjective" -> capital(one(ADJECTIVES, random));
      case "Noun" -> capital(one(NOUNS, random));
      case "Verb" -> capital(one(VERBS, random));
      case "place" -> one(PLACES, random);
      case "time" -> one(TIMES, random);
      case "name" -> name(random) + " " + name(random);
      case "number" -> Integer.toString(2 + random.nextInt(98));
      case "year" -> Integer.toString(1990 + random.nextInt(36));
      default -> throw new IllegalArgumentException(part);
    };
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      name.append(one(SYLLABLES, random));
    }
    return capital(name.toString());
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
