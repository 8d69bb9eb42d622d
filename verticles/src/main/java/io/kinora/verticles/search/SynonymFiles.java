package io.kinora.verticles.search;

import io.kinora.search.Wording.Synonym;
import io.kinora.search.understand.Synonyms;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of {@link Synonyms}, one file a language of ISO 639-1: {@code en.txt}, {@code de.txt}.
 * Edited files are read again when a query of their language comes, at most once in two seconds.
 * Safe for use by several threads.
 */
public final class SynonymFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SynonymFiles.class);
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LARGEST = 4_000_000;
  private static final int MOST_NAMED = 20;

  /** No others are looked for or remembered: clients may name as many as they like. */
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Path folder;
  private final String fallbackLanguage;
  private final long lookAgainNanos;
  private final ConcurrentHashMap<String, Held> held = new ConcurrentHashMap<>();

  /**
   * @param stamp what the file looked like when it was read; empty if it was not there
   */
  private record Held(Synonyms synonyms, String stamp, long lookedNanos) {}

  /**
   * @param fallbackLanguage whose file queries take whose language is unknown; {@code none} for
   *     none
   */
  public SynonymFiles(Path folder, String fallbackLanguage) {
    this(folder, fallbackLanguage, LOOK_AGAIN_NANOS);
  }

  SynonymFiles(Path folder, String fallbackLanguage, long lookAgainNanos) {
    this.folder = folder;
    this.fallbackLanguage = fallbackLanguage;
    this.lookAgainNanos = lookAgainNanos;
  }

  /**
   * What else may stand for words of a text.
   *
   * @param tag BCP 47, or null if unknown
   */
  public List<Synonym> of(String text, @Nullable String tag) {
    String language = Locale.forLanguageTag(tag == null ? fallbackLanguage : tag).getLanguage();
    if (!LANGUAGES.contains(language) || text.isEmpty()) {
      return List.of();
    }
    return synonyms(language).of(text);
  }

  private Synonyms synonyms(String language) {
    Held now = held.get(language);
    if (now == null || System.nanoTime() - now.lookedNanos >= lookAgainNanos) {
      now = held.compute(language, this::looked);
    }
    return now.synonyms;
  }

  private Held looked(String language, @Nullable Held before) {
    long time = System.nanoTime();
    if (before != null && time - before.lookedNanos < lookAgainNanos) {
      return before;
    }
    Path file = folder.resolve(language + ".txt");
    try {
      String stamp = stamp(file);
      if (before != null && before.stamp.equals(stamp)) {
        return new Held(before.synonyms, stamp, time);
      }
      return new Held(stamp.isEmpty() ? Synonyms.NONE : read(file, language), stamp, time);
    } catch (IOException | IllegalArgumentException unreadable) {
      LOG.warn("Synonyms {} cannot be read, those before stay: {}", file, unreadable.toString());
      return new Held(before == null ? Synonyms.NONE : before.synonyms, "", time);
    }
  }

  private static String stamp(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file)
        : "";
  }

  private static Synonyms read(Path file, String language) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException("larger than " + LARGEST / 1_000_000 + " MB");
    }
    try {
      Synonyms read = Synonyms.parse(Files.readAllLines(file), language);
      LOG.info("Synonyms {}: {} entries", file, read.size());
      List<String> problems = read.problems();
      problems.stream()
          .limit(MOST_NAMED)
          .forEach(problem -> LOG.warn("Synonyms {}: left out {}", file, problem));
      if (problems.size() > MOST_NAMED) {
        LOG.warn("Synonyms {}: {} lines left out in all", file, problems.size());
      }
      return read;
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException("not UTF-8 text", notText);
    }
  }
}
