package io.kinora.verticles.config;

import io.kinora.ranking.RankingConfig;
import io.kinora.search.FusionChoice;
import io.kinora.search.Retriever;
import io.kinora.search.Wording;
import io.kinora.search.fusion.Normalisation;
import io.kinora.search.understand.QueryClass;
import io.kinora.verticles.live.LiveConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node's settings as typed values, by part. {@link Settings} says what each means. */
public record NodeConfig(
    Path data,
    Set<Role> roles,
    Http http,
    Auth auth,
    Stores stores,
    Cluster cluster,
    Search search,
    Fusion fusion,
    Encoders encoders,
    Embedding embedding,
    Media media,
    Retrieval retrieval,
    RankingConfig ranking,
    Events events,
    LiveConfig live,
    Counters counters) {

  /** The value that switches an encoder off. */
  public static final String NONE = "none";

  /** The value that runs a part inside this process. */
  public static final String EMBEDDED = "embedded";

  public record Http(
      String host,
      int port,
      int instances,
      List<String> cors,
      long maxMediaBytes,
      int requestsPerSecond) {}

  public record Auth(
      boolean anonymousSearch, String keys, List<String> issuer, List<String> audience) {}

  /**
   * @param objects a folder that all nodes see; empty if objects lie below the data folder
   */
  public record Stores(
      String postgres,
      int postgresConnections,
      String kafka,
      int kafkaReplication,
      Optional<Path> objects) {}

  public record Cluster(
      List<String> join, String host, int port, int shards, int replicas, Duration rebuildAfter) {

    public boolean alone() {
      return join.isEmpty();
    }
  }

  /**
   * Caches of 0 entries are off.
   *
   * @param language ISO 639-1 of texts that do not tell theirs, or {@link #NONE}
   * @param synonyms the folder with a file of synonyms a language; need not exist
   * @param match how many of a query's words a video must have to be found by them
   * @param keepPrevious how long to keep the index that was searched before
   */
  public record Search(
      int threads,
      int window,
      int cache,
      int encodingCache,
      int refreshMs,
      Reading reading,
      String language,
      Path synonyms,
      Wording.Match match,
      Duration keepPrevious) {}

  /** How queries are understood beyond their words. */
  public record Reading(
      int headFrom, Duration headCache, int tailBelow, int tailWindow, Duration lexicon) {}

  public record Fusion(FusionChoice.Method method, Normalisation normalisation, int rrfK) {}

  /**
   * @param k how many candidates a retriever brings, 0 if it is switched off; empty: {@code
   *     search.window}
   * @param weight in fusion
   */
  public record Tuning(Optional<Integer> k, double weight) {}

  /**
   * @param byClass for every class of queries and every retriever
   * @param floors where they are not those of the models' files
   */
  public record Retrieval(
      Map<QueryClass, Map<Retriever, Tuning>> byClass, Map<Retriever, Double> floors) {

    public Map<Retriever, Tuning> of(QueryClass asked) {
      return byClass.getOrDefault(asked, Map.of());
    }
  }

  public record Encoders(String text, String sight, int textDimension, int sightDimension) {}

  public record Embedding(Settings.Device device, int instances, int batch) {}

  public record Media(int instances, int keyFrames, int decodeSeconds, int frameByFrameSeconds) {}

  /**
   * What viewers do.
   *
   * @param anonymous whether who has no token may report it
   * @param logDays how long the log keeps it
   * @param tableDays how long PostgreSQL keeps it
   */
  public record Events(boolean anonymous, int logDays, int tableDays) {}

  /**
   * What viewers do, counted.
   *
   * @param things videos, channels and queries whose counts are held in memory
   */
  public record Counters(int things) {}

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /**
   * @throws WrongSettingException for settings that do not go together
   */
  public static NodeConfig from(Settings s) {
    NodeConfig config = read(s);
    if (!config.cluster().alone()) {
      requireShared("postgres", config.stores().postgres(), EMBEDDED);
      requireShared("kafka", config.stores().kafka(), EMBEDDED);
      requireShared("objects", config.stores().objects().map(Path::toString).orElse(NONE), NONE);
    }
    return config;
  }

  private static void requireShared(String name, String value, String own) {
    if (value.equals(own)) {
      throw new WrongSettingException(
          name
              + " is \""
              + value
              + "\", but cluster.join names other nodes; allowed then: one that all nodes share");
    }
  }

  private static NodeConfig read(Settings s) {
    return new NodeConfig(
        s.get(Settings.DATA).toAbsolutePath().normalize(),
        Set.copyOf(s.get(Settings.ROLES)),
        new Http(
            s.get(Settings.HTTP_HOST),
            s.get(Settings.HTTP_PORT),
            s.get(Settings.HTTP_INSTANCES),
            s.get(Settings.HTTP_CORS),
            s.get(Settings.HTTP_MAX_MEDIA_MB) * 1_000_000L,
            s.get(Settings.HTTP_RATE)),
        new Auth(
            s.get(Settings.AUTH_ANONYMOUS),
            s.get(Settings.AUTH_KEYS),
            s.get(Settings.AUTH_ISSUER),
            s.get(Settings.AUTH_AUDIENCE)),
        new Stores(
            s.get(Settings.POSTGRES),
            s.get(Settings.POSTGRES_CONNECTIONS),
            s.get(Settings.KAFKA),
            s.get(Settings.KAFKA_REPLICATION),
            s.get(Settings.OBJECTS).stream()
                .findFirst()
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())),
        new Cluster(
            s.get(Settings.CLUSTER_JOIN),
            s.get(Settings.CLUSTER_HOST),
            s.get(Settings.CLUSTER_PORT),
            s.get(Settings.SHARDS),
            s.get(Settings.REPLICAS),
            Duration.ofSeconds(s.get(Settings.REBUILD_AFTER))),
        new Search(
            s.get(Settings.SEARCH_THREADS),
            s.get(Settings.SEARCH_WINDOW),
            s.get(Settings.SEARCH_CACHE),
            s.get(Settings.SEARCH_ENCODING_CACHE),
            s.get(Settings.SEARCH_REFRESH),
            new Reading(
                s.get(Settings.SEARCH_HEAD_FROM),
                Duration.ofSeconds(s.get(Settings.SEARCH_HEAD_CACHE)),
                s.get(Settings.SEARCH_TAIL_BELOW),
                s.get(Settings.SEARCH_TAIL_WINDOW),
                Duration.ofSeconds(s.get(Settings.SEARCH_LEXICON))),
            s.get(Settings.SEARCH_LANGUAGE),
            s.get(Settings.SEARCH_SYNONYMS).stream()
                .findFirst()
                .map(Path::of)
                .orElse(s.get(Settings.DATA).resolve("synonyms"))
                .toAbsolutePath()
                .normalize(),
            s.get(Settings.SEARCH_MATCH),
            Duration.ofHours(s.get(Settings.SEARCH_KEEP_PREVIOUS))),
        new Fusion(
            s.get(Settings.FUSION),
            s.get(Settings.FUSION_NORMALISATION),
            s.get(Settings.FUSION_RRF_K)),
        new Encoders(
            s.get(Settings.ENCODERS_TEXT),
            s.get(Settings.ENCODERS_SIGHT),
            s.get(Settings.TEXT_DIMENSION),
            s.get(Settings.SIGHT_DIMENSION)),
        new Embedding(
            s.get(Settings.EMBEDDING_DEVICE),
            s.get(Settings.EMBEDDING_INSTANCES),
            s.get(Settings.EMBEDDING_BATCH)),
        new Media(
            s.get(Settings.MEDIA_INSTANCES),
            s.get(Settings.MEDIA_KEY_FRAMES),
            s.get(Settings.MEDIA_DECODE_S),
            s.get(Settings.MEDIA_FRAME_BY_FRAME_S)),
        RetrieverSettings.read(s),
        RankingSettings.read(s),
        new Events(
            s.get(Settings.EVENTS_ANONYMOUS),
            s.get(Settings.EVENTS_LOG_DAYS),
            s.get(Settings.EVENTS_TABLE_DAYS)),
        LiveSettings.read(s),
        new Counters(s.get(Settings.COUNTERS_THINGS)));
  }
}
