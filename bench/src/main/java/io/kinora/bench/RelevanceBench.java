package io.kinora.bench;

import io.kinora.bench.RankingMeasures.Difference;
import io.kinora.catalog.Derived;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.encode.Encoders;
import io.kinora.indexing.encode.RunOptions;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.FusionChoice;
import io.kinora.search.Retriever;
import io.kinora.search.ShardQuery;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.fusion.Fusion;
import io.kinora.search.fusion.FusionWeights;
import io.kinora.search.fusion.Normalisation;
import io.kinora.search.fusion.RrfFusion;
import io.kinora.search.fusion.WeightedFusion;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How well words, meaning, and each way of fusing the two rank: one table a collection. Arguments:
 * a folder to work in (it keeps the vectors for the next time), then collections as {@link
 * BeirCollection#read} takes them.
 */
public final class RelevanceBench {

  private static final NodeConfig DEFAULTS =
      NodeConfig.from(Settings.of(null, Map.of(), Map.of(), Map.of()));
  private static final double[] SEMANTIC_WEIGHTS = {0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4};

  /** A query and what its retrievers brought. */
  private record Answered(BeirCollection.Query query, List<Candidate> candidates) {}

  private RelevanceBench() {}

  public static void main(String[] args) throws IOException {
    Path work = Path.of(args[0]);
    Encoders encoders = new Encoders(ModelFiles.shipped(), new ModelStore(work.resolve("models")));
    try (TextEncoder encoder = encoders.openText(DEFAULTS.encoders().text(), RunOptions.CPU)) {
      for (int i = 1; i < args.length; i++) {
        compare(BeirCollection.read(Path.of(args[i])), encoder, work);
      }
    }
  }

  private static void compare(BeirCollection collection, TextEncoder encoder, Path work)
      throws IOException {
    VectorSpaces spaces =
        new VectorSpaces(
            new VectorSpaces.Space(encoder.name(), encoder.dimension()),
            new VectorSpaces.Space("none", 1));
    Path index = Files.createTempDirectory(work, "index-");
    try (Shard shard = Shard.open(index, spaces, ShardConfig.DEFAULT)) {
      fill(shard, collection, encoder, work);
      ShardSearch search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
      List<String> words = collection.queries().stream().map(BeirCollection.Query::words).toList();
      List<Vector> vectors = EncodedTexts.of(words, encoder, work);
      report(collection, measured(search, collection, vectors));
    }
  }

  private static void fill(Shard shard, BeirCollection collection, TextEncoder encoder, Path work)
      throws IOException {
    List<Video> videos = collection.texts().stream().map(RelevanceBench::video).toList();
    List<String> texts = videos.stream().map(Video::embeddableText).toList();
    List<Vector> vectors = EncodedTexts.of(texts, encoder, work);
    for (int i = 0; i < videos.size(); i++) {
      Video video = videos.get(i);
      Derived found = Derived.NOTHING.withText(encoder.name(), vectors.get(i));
      shard.apply(
          new Video(video.id(), 1, video.metadata(), found, Instant.EPOCH, Instant.EPOCH, false));
    }
    shard.refresh();
  }

  private static Video video(BeirCollection.Text text) {
    VideoMetadata said =
        new VideoMetadata(
            text.title(),
            text.body(),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            "",
            0,
            0,
            null,
            null,
            null,
            List.of());
    return new Video(text.id(), 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
  }

  /** The measures of every query, by how it was answered. */
  private static Map<String, List<RankingMeasures>> measured(
      ShardSearch search, BeirCollection collection, List<Vector> vectors) throws IOException {
    Map<String, List<RankingMeasures>> measured = new LinkedHashMap<>();
    Fusion only = new WeightedFusion(FusionWeights.equal(), Normalisation.MIN_MAX);
    measured.put("words", measures(answers(search, collection, vectors, Retriever.LEXICAL), only));
    measured.put(
        "meaning", measures(answers(search, collection, vectors, Retriever.SEMANTIC), only));
    List<Answered> both =
        answers(search, collection, vectors, Retriever.LEXICAL, Retriever.SEMANTIC);
    for (FusionChoice.Method method : FusionChoice.Method.values()) {
      for (Normalisation normalisation : Normalisation.values()) {
        for (double semantic : SEMANTIC_WEIGHTS) {
          measured.put(
              name(method, normalisation, semantic),
              measures(both, fusion(method, normalisation, semantic)));
        }
      }
    }
    return measured;
  }

  private static List<Answered> answers(
      ShardSearch search, BeirCollection collection, List<Vector> vectors, Retriever... asked)
      throws IOException {
    Set<Retriever> retrievers = EnumSet.noneOf(Retriever.class);
    retrievers.addAll(List.of(asked));
    List<Answered> answers = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      BeirCollection.Query query = collection.queries().get(i);
      ShardQuery sent =
          new ShardQuery(
              query.words(),
              vectors.get(i),
              null,
              null,
              retrievers,
              Filter.ALL,
              DEFAULTS.search().window(),
              Sort.RELEVANCE,
              null,
              List.of(),
              false,
              null);
      answers.add(new Answered(query, search.search(sent, Deadline.in(60_000)).candidates()));
    }
    return answers;
  }

  private static List<RankingMeasures> measures(List<Answered> answers, Fusion fusion) {
    List<RankingMeasures> measures = new ArrayList<>(answers.size());
    for (Answered each : answers) {
      List<String> ranked =
          fusion.fuse(each.candidates(), false).stream()
              .map(fused -> fused.candidate().id())
              .toList();
      measures.add(RankingMeasures.of(ranked, each.query().grades()));
    }
    return measures;
  }

  private static Fusion fusion(
      FusionChoice.Method method, Normalisation normalisation, double semantic) {
    FusionWeights weights =
        FusionWeights.of(Map.of(Retriever.LEXICAL, 1.0, Retriever.SEMANTIC, semantic));
    return switch (method) {
      case WEIGHTED -> new WeightedFusion(weights, normalisation);
      case RRF -> new RrfFusion(weights, RrfFusion.DEFAULT_K);
    };
  }

  /** Ranks have no scale: with RRF the normalisation makes no difference and is not named. */
  private static String name(
      FusionChoice.Method method, Normalisation normalisation, double semantic) {
    String how =
        method == FusionChoice.Method.RRF
            ? "rrf"
            : normalisation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return how + ", 1 : " + String.format(Locale.ROOT, "%s", semantic).replaceAll("\\.0$", "");
  }

  private static void report(
      BeirCollection collection, Map<String, List<RankingMeasures>> measured) {
    NodeConfig.Fusion fusion = DEFAULTS.fusion();
    String standard =
        name(
            fusion.method(),
            fusion.normalisation(),
            fusion.weights().getOrDefault(Retriever.SEMANTIC, 0.0)
                / fusion.weights().getOrDefault(Retriever.LEXICAL, 1.0));
    System.out.printf(
        "%n%s: %d texts, %d queries%n%n",
        collection.name(), collection.texts().size(), collection.queries().size());
    System.out.println("| words : meaning | nDCG@10 | recall@100 | MRR@10 | nDCG to the default |");
    System.out.println("|---|---|---|---|---|");
    List<RankingMeasures> base = measured.getOrDefault(standard, List.of());
    measured.forEach((name, each) -> row(name, each, name.equals(standard) ? List.of() : base));
  }

  private static void row(
      String name, List<RankingMeasures> measures, List<RankingMeasures> standard) {
    RankingMeasures mean = RankingMeasures.mean(measures);
    String against = "the default";
    if (!standard.isEmpty()) {
      Difference to = Difference.of(measures, standard);
      against =
          String.format(Locale.ROOT, "%+.3f (%+.3f to %+.3f)", to.mean(), to.low(), to.high());
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.3f | %s |%n",
        name,
        mean.ndcg(),
        mean.recall(),
        mean.reciprocalRank(),
        against);
  }
}
