package io.kinora.verticles.config;

import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.indexing.text.TextForms;
import io.kinora.search.FusionChoice;
import io.kinora.search.Wording;
import io.kinora.search.fusion.Normalisation;
import io.kinora.search.fusion.RrfFusion;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is, and their values for this run: the command line wins over the
 * environment, the environment over the file, the file over the defaults. A value out of range or a
 * name that does not exist is refused at once.
 */
public final class Settings {

  static final Setting<Path> DATA =
      new Setting<>(
          "data",
          "Where this node keeps everything it stores.",
          "kinora-data",
          "a folder",
          written -> Path.of(Setting.notBlank(written)));
  static final Setting<List<Role>> ROLES =
      Setting.choices("roles", List.of(Role.values()), Role.class, "What this node does.");
  static final Setting<String> HTTP_HOST =
      Setting.text(
          "http.host", "127.0.0.1", "an address of this machine", "The address HTTP listens on.");
  static final Setting<Integer> HTTP_PORT =
      Setting.integer("http.port", 8080, 0, 65535, "The HTTP port; 0 takes a free one.");
  static final Setting<Integer> HTTP_INSTANCES =
      Setting.integer("http.instances", 2, 1, 64, "Event loops that serve HTTP.");
  static final Setting<List<String>> HTTP_CORS =
      Setting.list(
          "http.cors",
          "none",
          "none, or a comma-separated list of origins, e.g. https://videos.example",
          "Origins whose pages may call the API.");
  static final Setting<Integer> HTTP_MAX_MEDIA_MB =
      Setting.integer(
          "http.max-media-mb", 4096, 1, 1_000_000, "The largest file that may be uploaded, MB.");
  static final Setting<Integer> HTTP_RATE =
      Setting.countOrNone(
          "http.requests-per-second",
          2000,
          1_000_000,
          "What one client may ask a second before it gets 429.");

  static final Setting<Boolean> AUTH_ANONYMOUS =
      Setting.flag("auth.anonymous-search", true, "Whether searching needs no token.");
  static final Setting<String> AUTH_KEYS =
      Setting.text(
          "auth.keys",
          "local",
          "local, or a path to a JWKS file",
          "The keys that tokens are checked with; local makes its own secret under the data"
              + " folder.");
  static final Setting<List<String>> AUTH_ISSUER =
      Setting.list("auth.issuer", "none", "none, or one issuer", "The issuer tokens must name.");
  static final Setting<List<String>> AUTH_AUDIENCE =
      Setting.list(
          "auth.audience",
          "none",
          "none, or audiences",
          "The audiences of which one must be named.");

  static final Setting<String> POSTGRES =
      new Setting<>(
          "postgres",
          "The relational store: started inside this process, or one outside.",
          "embedded",
          "embedded, or " + PostgresAddress.FORM,
          Settings::embeddedOrAddress);
  static final Setting<Integer> POSTGRES_CONNECTIONS =
      Setting.integer("postgres-connections", 8, 2, 200, "Connections kept to PostgreSQL.");
  static final Setting<String> KAFKA =
      new Setting<>(
          "kafka",
          "The log: a broker started inside this process, or ones outside.",
          "embedded",
          "embedded, or host:port[,host:port...]",
          Settings::embeddedOrBrokers);
  static final Setting<Integer> KAFKA_REPLICATION =
      Setting.integer(
          "kafka-replication", 1, 1, 7, "Copies of each log record; 3 where there are 3 brokers.");
  static final Setting<List<String>> CLUSTER_JOIN =
      Setting.list(
          "cluster.join",
          "none",
          "none, or host:port[,host:port...] of some nodes",
          "Nodes to form a cluster with; none is a lone node.");
  static final Setting<String> CLUSTER_HOST =
      Setting.text(
          "cluster.host", "127.0.0.1", "an address of this machine", "Where other nodes reach it.");
  static final Setting<Integer> CLUSTER_PORT =
      Setting.integer("cluster.port", 5701, 1, 65535, "The port for other nodes.");

  static final Setting<Integer> SHARDS =
      Setting.integer(
          "shards", 1, 1, 256, "Into how many parts the index is cut; fixed once there is data.");
  static final Setting<Integer> REPLICAS =
      Setting.integer(
          "replicas", 1, 1, 16, "Copies of each part, on different nodes as far as there are any.");
  static final Setting<Integer> REBUILD_AFTER =
      Setting.integer(
          "cluster.rebuild-after-s",
          60,
          0,
          86_400,
          "How long a node may be away before others take over its parts of the index, seconds.");
  static final Setting<List<String>> OBJECTS =
      Setting.list(
          "objects",
          "none",
          "none, or one folder",
          "The folder for uploaded files and thumbnails, seen by all nodes; none keeps them below"
              + " data.");
  static final Setting<Integer> SEARCH_THREADS =
      Setting.integer(
          "search.threads",
          Runtime.getRuntime().availableProcessors(),
          1,
          256,
          "Threads that run Lucene queries.");
  static final Setting<Integer> SEARCH_WINDOW =
      Setting.integer(
          "search.window", 100, 100, 1000, "How many candidates each retriever brings.");
  static final Setting<Integer> SEARCH_CACHE =
      Setting.countOrNone("search.cache", 1000, 1_000_000, "Answers kept for repeated queries.");
  static final Setting<Integer> SEARCH_ENCODING_CACHE =
      Setting.countOrNone(
          "search.encoding-cache", 10_000, 1_000_000, "Query vectors kept for repeated words.");
  static final Setting<Integer> SEARCH_REFRESH =
      Setting.integer(
          "search.refresh-ms", 100, 10, 60_000, "How soon a change becomes visible to searches.");
  static final Setting<Integer> SEARCH_HEAD_FROM =
      Setting.integer(
          "search.head-from",
          20,
          2,
          1_000_000,
          "How often a query is asked within an hour or two to be of the head.");
  static final Setting<Integer> SEARCH_HEAD_CACHE =
      Setting.integer(
          "search.head-cache-s",
          60,
          2,
          3600,
          "How long answers to queries of the head are kept while the index does not change,"
              + " seconds.");
  static final Setting<Integer> SEARCH_TAIL_BELOW =
      Setting.integer(
          "search.tail-below", 2, 0, 1000, "A query asked less often is of the tail; 0: none is.");
  static final Setting<Integer> SEARCH_TAIL_WINDOW =
      Setting.integer(
          "search.tail-window",
          150,
          100,
          1000,
          "How many candidates each retriever brings for queries of the tail.");
  static final Setting<Integer> SEARCH_LEXICON =
      Setting.integer(
          "search.lexicon-s",
          3,
          1,
          3600,
          "How soon new words and names are known to spelling and entities, seconds.");
  static final Setting<String> SEARCH_LANGUAGE =
      new Setting<>(
          "search.language",
          "The language of texts that do not say theirs and are too short to tell.",
          "en",
          "none, or a language with an analysis: en, de, fr, es, ...",
          Settings::analysedLanguage);
  static final Setting<Integer> SEARCH_KEEP_PREVIOUS =
      Setting.integer(
          "search.keep-previous-h",
          24,
          0,
          8760,
          "Hours for which the index that was searched before another took its place is kept, to"
              + " go back to.");
  static final Setting<List<String>> SEARCH_SYNONYMS =
      Setting.list(
          "search.synonyms",
          "none",
          "none, or one folder",
          "The folder with synonyms, a file a language (en.txt); none takes synonyms below data.");
  static final Setting<Wording.Match> SEARCH_MATCH =
      Setting.choice(
          "search.match",
          Wording.Match.ANY,
          Wording.Match.class,
          "How many of its words a video must have to be found by them; a step less for queries of"
              + " the tail.");
  static final Setting<FusionChoice.Method> FUSION =
      Setting.choice(
          "fusion.method",
          FusionChoice.Method.WEIGHTED,
          FusionChoice.Method.class,
          "How the retrievers' lists are merged.");

  static final Setting<Normalisation> FUSION_NORMALISATION =
      Setting.choice(
          "fusion.normalisation",
          Normalisation.MIN_MAX,
          Normalisation.class,
          "How scores of different retrievers are made comparable before they are summed.");
  static final Setting<Integer> FUSION_RRF_K =
      Setting.integer(
          "fusion.rrf-k",
          RrfFusion.DEFAULT_K,
          1,
          10_000,
          "How flat the top of a list is to fusion.method rrf: a hit is worth 1 / (k + rank).");

  static final Setting<String> ENCODERS_TEXT =
      Setting.text(
          "encoders.text",
          "bge-small-en-v1.5",
          "none, or the name of a text model (kinora models list)",
          "The model that turns words into vectors; none where publishers and clients bring"
              + " theirs.");
  static final Setting<String> ENCODERS_SIGHT =
      Setting.text(
          "encoders.sight",
          "frame-encoder",
          "none, or the name of a sight model (kinora models list)",
          "The model that turns frames into vectors.");
  static final Setting<Integer> TEXT_DIMENSION =
      Setting.integer(
          "vectors.text-dimension",
          384,
          2,
          4096,
          "Length of text vectors where encoders.text is none.");
  static final Setting<Integer> SIGHT_DIMENSION =
      Setting.integer(
          "vectors.sight-dimension",
          384,
          2,
          4096,
          "Length of frame and video vectors where encoders.sight is none.");
  static final Setting<Device> EMBEDDING_DEVICE =
      Setting.choice(
          "embedding.device",
          Device.CPU,
          Device.class,
          "Where models run; cuda needs the GPU build.");
  static final Setting<Integer> EMBEDDING_INSTANCES =
      Setting.integer("embedding.instances", 1, 1, 64, "Workers that embed.");
  static final Setting<Integer> EMBEDDING_BATCH =
      Setting.integer("embedding.batch", 32, 1, 1024, "The largest batch given to a model.");
  static final Setting<Integer> MEDIA_INSTANCES =
      Setting.integer("media.instances", 1, 1, 64, "Files decoded at a time.");
  static final Setting<Integer> MEDIA_KEY_FRAMES =
      Setting.integer("media.key-frames", 64, 1, 1000, "The most key frames kept of a video.");
  static final Setting<Integer> MEDIA_DECODE_S =
      Setting.integer(
          "media.decode-s", 120, 1, 3600, "The longest that decoding one file may take, seconds.");
  static final Setting<Integer> MEDIA_FRAME_BY_FRAME_S =
      Setting.integer(
          "media.frame-by-frame-s",
          180,
          0,
          3600,
          "Videos up to this long are decoded frame by frame, longer ones by samples, seconds.");

  static final Setting<Boolean> EVENTS_ANONYMOUS =
      Setting.flag(
          "events.anonymous", true, "Whether viewers without a token may report what they do.");
  static final Setting<Integer> EVENTS_LOG_DAYS =
      Setting.integer(
          "events.log-days", 90, 2, 3650, "How long the log keeps what viewers did, days.");
  static final Setting<Integer> EVENTS_TABLE_DAYS =
      Setting.integer(
          "events.table-days",
          90,
          2,
          3650,
          "How long PostgreSQL keeps what viewers did, and what they watched, days.");
  static final Setting<Integer> COUNTERS_THINGS =
      Setting.integer(
          "counters.things",
          500_000,
          1_000,
          20_000_000,
          "Videos, channels and queries whose counts a node holds in memory; about 200 bytes each,"
              + " more for those that are watched much.");

  /** Where models run. */
  public enum Device {
    CPU,
    CUDA
  }

  /** All of them, in the order in which they are shown. */
  public static final List<Setting<?>> ALL =
      joined(
          RetrieverSettings.ALL,
          joined(RankingSettings.ALL, LiveSettings.ALL),
          DATA,
          ROLES,
          HTTP_HOST,
          HTTP_PORT,
          HTTP_INSTANCES,
          HTTP_CORS,
          HTTP_MAX_MEDIA_MB,
          HTTP_RATE,
          AUTH_ANONYMOUS,
          AUTH_KEYS,
          AUTH_ISSUER,
          AUTH_AUDIENCE,
          POSTGRES,
          POSTGRES_CONNECTIONS,
          KAFKA,
          KAFKA_REPLICATION,
          CLUSTER_JOIN,
          CLUSTER_HOST,
          CLUSTER_PORT,
          REBUILD_AFTER,
          SHARDS,
          REPLICAS,
          OBJECTS,
          SEARCH_THREADS,
          SEARCH_WINDOW,
          SEARCH_CACHE,
          SEARCH_ENCODING_CACHE,
          SEARCH_REFRESH,
          SEARCH_HEAD_FROM,
          SEARCH_HEAD_CACHE,
          SEARCH_TAIL_BELOW,
          SEARCH_TAIL_WINDOW,
          SEARCH_LEXICON,
          SEARCH_LANGUAGE,
          SEARCH_KEEP_PREVIOUS,
          SEARCH_MATCH,
          SEARCH_SYNONYMS,
          FUSION,
          FUSION_NORMALISATION,
          FUSION_RRF_K,
          ENCODERS_TEXT,
          ENCODERS_SIGHT,
          TEXT_DIMENSION,
          SIGHT_DIMENSION,
          EMBEDDING_DEVICE,
          EMBEDDING_INSTANCES,
          EMBEDDING_BATCH,
          MEDIA_INSTANCES,
          MEDIA_KEY_FRAMES,
          MEDIA_DECODE_S,
          MEDIA_FRAME_BY_FRAME_S,
          EVENTS_ANONYMOUS,
          EVENTS_LOG_DAYS,
          EVENTS_TABLE_DAYS,
          COUNTERS_THINGS);

  private final SmallRyeConfig merged;

  private Settings(SmallRyeConfig merged) {
    this.merged = merged;
  }

  /**
   * @param file YAML, or null
   * @param environment the process's variables
   * @param commandLine settings given as options, by name
   * @param defaults of the command, in place of the general ones
   * @throws WrongSettingException for the first thing that is wrong
   */
  public static Settings of(
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> commandLine,
      Map<String, String> defaults) {
    Settings settings =
        new Settings(SettingSources.merged(file, environment, commandLine, defaults));
    ALL.forEach(settings::get);
    return settings;
  }

  /** The value of a setting. */
  public <T> T get(Setting<T> setting) {
    var value = merged.getConfigValue(SettingSources.PREFIX + setting.name());
    String raw = value.getValue() == null ? "" : value.getValue();
    try {
      return setting.parse().apply(raw);
    } catch (RuntimeException notAllowed) {
      String source = String.valueOf(value.getConfigSourceName());
      throw WrongSettingException.of(
          setting, raw, source.startsWith("Env") ? setting.variable() : source);
    }
  }

  private static List<Setting<?>> joined(
      List<Setting<?>> retrievers, List<Setting<?>> ranking, Setting<?>... others) {
    List<Setting<?>> all = new ArrayList<>(List.of(others));
    all.addAll(retrievers);
    all.addAll(ranking);
    return List.copyOf(all);
  }

  private static String analysedLanguage(String written) {
    String value = written.strip();
    if (!value.equals(NodeConfig.NONE) && !value.equals(TextForms.language(value))) {
      throw new IllegalArgumentException("no language with an analysis");
    }
    return value;
  }

  private static String embeddedOrAddress(String written) {
    String value = written.strip();
    if (!value.equals(NodeConfig.EMBEDDED)) {
      PostgresAddress.parse(value);
    }
    return value;
  }

  private static String embeddedOrBrokers(String written) {
    String value = written.strip();
    if (!value.matches("embedded|[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*")) {
      throw new IllegalArgumentException("neither embedded nor a list of brokers");
    }
    return value;
  }
}
