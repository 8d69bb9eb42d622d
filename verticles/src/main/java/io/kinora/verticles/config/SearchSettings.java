package io.kinora.verticles.config;

import io.kinora.indexing.text.TextForms;
import io.kinora.search.FusionChoice;
import io.kinora.search.Wording;
import io.kinora.search.fusion.Normalisation;
import io.kinora.search.fusion.RrfFusion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How queries are read, searched and their lists merged. */
final class SearchSettings {

  private static final Setting<Integer> THREADS =
      Setting.integer(
          "search.threads",
          Runtime.getRuntime().availableProcessors(),
          1,
          256,
          "Threads that run Lucene queries.");
  private static final Setting<Integer> WINDOW =
      Setting.integer(
          "search.window", 100, 100, 1000, "How many candidates each retriever brings.");
  private static final Setting<Integer> CACHE =
      Setting.countOrNone("search.cache", 1000, 1_000_000, "Answers kept for repeated queries.");
  private static final Setting<Integer> ENCODING_CACHE =
      Setting.countOrNone(
          "search.encoding-cache", 10_000, 1_000_000, "Query vectors kept for repeated words.");
  private static final Setting<Integer> REFRESH =
      Setting.integer(
          "search.refresh-ms", 100, 10, 60_000, "How soon a change becomes visible to searches.");
  private static final Setting<Integer> HEAD_FROM =
      Setting.integer(
          "search.head-from",
          20,
          2,
          1_000_000,
          "How often a query is asked within an hour or two to be of the head.");
  private static final Setting<Integer> HEAD_CACHE =
      Setting.integer(
          "search.head-cache-s",
          60,
          2,
          3600,
          "How long answers to queries of the head are kept while the index does not change,"
              + " seconds.");
  private static final Setting<Integer> TAIL_BELOW =
      Setting.integer(
          "search.tail-below", 2, 0, 1000, "A query asked less often is of the tail; 0: none is.");
  private static final Setting<Integer> TAIL_WINDOW =
      Setting.integer(
          "search.tail-window",
          150,
          100,
          1000,
          "How many candidates each retriever brings for queries of the tail.");
  private static final Setting<Integer> LEXICON =
      Setting.integer(
          "search.lexicon-s",
          3,
          1,
          3600,
          "How soon new words and names are known to spelling and entities, seconds.");
  private static final Setting<String> LANGUAGE =
      new Setting<>(
          "search.language",
          "The language of texts that do not say theirs and are too short to tell.",
          "en",
          "none, or a language with an analysis: en, de, fr, es, ...",
          SearchSettings::analysedLanguage);
  private static final Setting<Integer> KEEP_PREVIOUS =
      Setting.integer(
          "search.keep-previous-h",
          24,
          0,
          8760,
          "Hours for which the index that was searched before another took its place is kept, to"
              + " go back to.");
  private static final Setting<Wording.Match> MATCH =
      Setting.choice(
          "search.match",
          Wording.Match.ANY,
          Wording.Match.class,
          "How many of its words a video must have to be found by them; a step less for queries of"
              + " the tail.");
  private static final Setting<List<String>> SYNONYMS =
      Setting.list(
          "search.synonyms",
          "none",
          "none, or one folder",
          "The folder with synonyms, a file a language (en.txt); none takes synonyms below data.");
  private static final Setting<FusionChoice.Method> FUSION =
      Setting.choice(
          "fusion.method",
          FusionChoice.Method.WEIGHTED,
          FusionChoice.Method.class,
          "How the retrievers' lists are merged.");
  private static final Setting<Normalisation> FUSION_NORMALISATION =
      Setting.choice(
          "fusion.normalisation",
          Normalisation.MIN_MAX,
          Normalisation.class,
          "How scores of different retrievers are made comparable before they are summed.");
  private static final Setting<Integer> FUSION_RRF_K =
      Setting.integer(
          "fusion.rrf-k",
          RrfFusion.DEFAULT_K,
          1,
          10_000,
          "How flat the top of a list is to fusion.method rrf: a hit is worth 1 / (k + rank).");

  /** All of them, in the order in which they are shown. */
  static final List<Setting<?>> ALL =
      List.of(
          THREADS,
          WINDOW,
          CACHE,
          ENCODING_CACHE,
          REFRESH,
          HEAD_FROM,
          HEAD_CACHE,
          TAIL_BELOW,
          TAIL_WINDOW,
          LEXICON,
          LANGUAGE,
          KEEP_PREVIOUS,
          MATCH,
          SYNONYMS,
          FUSION,
          FUSION_NORMALISATION,
          FUSION_RRF_K);

  private SearchSettings() {}

  static NodeConfig.Search search(Settings s) {
    return new NodeConfig.Search(
        s.get(THREADS),
        s.get(WINDOW),
        s.get(CACHE),
        s.get(ENCODING_CACHE),
        s.get(REFRESH),
        new NodeConfig.Reading(
            s.get(HEAD_FROM),
            Duration.ofSeconds(s.get(HEAD_CACHE)),
            s.get(TAIL_BELOW),
            s.get(TAIL_WINDOW),
            Duration.ofSeconds(s.get(LEXICON))),
        s.get(LANGUAGE),
        s.get(SYNONYMS).stream()
            .findFirst()
            .map(Path::of)
            .orElse(s.get(Settings.DATA).resolve("synonyms"))
            .toAbsolutePath()
            .normalize(),
        s.get(MATCH),
        Duration.ofHours(s.get(KEEP_PREVIOUS)));
  }

  static NodeConfig.Fusion fusion(Settings s) {
    return new NodeConfig.Fusion(s.get(FUSION), s.get(FUSION_NORMALISATION), s.get(FUSION_RRF_K));
  }

  private static String analysedLanguage(String written) {
    String value = written.strip();
    if (!value.equals(NodeConfig.NONE) && !value.equals(TextForms.language(value))) {
      throw new IllegalArgumentException("no language with an analysis");
    }
    return value;
  }
}
