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
      int connections,
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

  /** Where models run. */
  public enum Device {
    CPU,
    CUDA
  }

  public record Embedding(Device device, int instances, int batch) {}

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
        HttpSettings.http(s),
        HttpSettings.auth(s),
        StoreSettings.stores(s),
        StoreSettings.cluster(s),
        SearchSettings.search(s),
        SearchSettings.fusion(s),
        MediaSettings.encoders(s),
        MediaSettings.embedding(s),
        MediaSettings.media(s),
        RetrieverSettings.read(s),
        RankingSettings.read(s),
        EventSettings.events(s),
        LiveSettings.read(s),
        EventSettings.counters(s));
  }
}
