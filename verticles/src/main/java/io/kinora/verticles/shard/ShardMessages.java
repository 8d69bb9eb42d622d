package io.kinora.verticles.shard;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.filter.Filter;
import io.kinora.search.shard.FetchQuery;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.CborCodec;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;

/**
 * What is said to a shard and what it answers: passed as it is within a node, as CBOR between
 * nodes.
 */
public final class ShardMessages {

  public record Search(ShardQuery query, Deadline deadline) {}

  /**
   * @param stale the replica has not read all of the log, or does not know whether it has
   */
  public record Answer(ShardAnswer found, boolean stale) {}

  /** Asks what videos show. */
  public record Fetch(FetchQuery query, Deadline deadline) {}

  /** In the order asked; those gone meanwhile are left out. */
  public record Fetched(List<FetchedVideo> videos) {}

  /** Asks for a video's content, to find others like it. */
  public record Content(String id, Deadline deadline) {}

  /** Is this version visible yet? Answered at once if {@code patienceMs} is 0. */
  public record Visible(String id, long version, long patienceMs) {}

  /** The version that searches see. */
  public record Seen(long version) {}

  private static final ObjectMapper CBOR =
      CBORMapper.builder()
          .addMixIn(Filter.class, FilterByName.class)
          .addMixIn(Deadline.class, DeadlineAsBudget.class)
          .registerSubtypes(
              Filter.And.class,
              Filter.Or.class,
              Filter.Not.class,
              Filter.Is.class,
              Filter.Range.class)
          .build();

  /** Which kind of filter a node of the tree is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface FilterByName {}

  /** To another node goes what is left, in milliseconds; that it was cancelled stays here. */
  private abstract static class DeadlineAsBudget {

    @JsonCreator
    static Deadline in(long millis) {
      throw new AssertionError("stands for Deadline.in");
    }

    @JsonValue
    abstract long remainingMillis();
  }

  private ShardMessages() {}

  /** The address of a node's replica of a shard. */
  public static String search(int shard, String node) {
    return "shard." + shard + ".search@" + node;
  }

  public static String fetch(int shard, String node) {
    return "shard." + shard + ".fetch@" + node;
  }

  public static String content(int shard, String node) {
    return "shard." + shard + ".content@" + node;
  }

  public static String visible(int shard, String node) {
    return "shard." + shard + ".visible@" + node;
  }

  /** Teaches an event bus these messages; once for each Vert.x. */
  public static void register(EventBus bus) {
    codec(bus, Search.class);
    codec(bus, Answer.class);
    codec(bus, Fetch.class);
    codec(bus, Fetched.class);
    codec(bus, Content.class);
    codec(bus, VideoContent.class);
    codec(bus, Visible.class);
    codec(bus, Seen.class);
  }

  private static <T> void codec(EventBus bus, Class<T> type) {
    bus.registerDefaultCodec(type, codec(type));
  }

  static <T> MessageCodec<T, T> codec(Class<T> type) {
    return new CborCodec<>(type, CBOR);
  }
}
