package io.kinora.verticles.shard;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.filter.Filter;
import io.kinora.search.lexicon.LexiconLimits;
import io.kinora.search.lexicon.LexiconPart;
import io.kinora.search.lexicon.LexiconPartCodec;
import io.kinora.search.shard.FetchQuery;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.shard.VideoContent;
import io.kinora.search.shard.VideoVectors;
import io.kinora.search.suggest.SuggestAnswer;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.verticles.CborCodec;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Asks for the vectors of videos. */
  public record Vectors(List<String> ids, Deadline deadline) {}

  /** Those of the videos that the shard has. */
  public record VectorsRead(List<VideoVectors> videos) {}

  public record Suggest(SuggestQuery query, Deadline deadline) {}

  /**
   * @param stale as in {@link Answer}
   */
  public record Suggested(SuggestAnswer found, boolean stale) {}

  /** Asks for a video's content, to find others like it. */
  public record Content(String id, Deadline deadline) {}

  /** Is this version visible yet? Answered at once if {@code patienceMs} is 0. */
  public record Visible(String id, long version, long patienceMs) {}

  /** Asks which of these lower-case words stand in some video. */
  public record Known(List<String> words, Deadline deadline) {}

  /** In the order asked. */
  public record KnownWords(List<Boolean> known) {}

  /**
   * Asks what a shard says of language.
   *
   * @param since the view that the asker has seen already, or an empty text
   */
  public record Language(String since, LexiconLimits limits) {}

  /**
   * @param view what was looked at
   * @param part null if that is what the asker has seen already
   */
  public record Vocabulary(String view, @Nullable LexiconPart part) {}

  /** The version that searches see. */
  public record Seen(long version) {}

  private static final ObjectMapper CBOR =
      CBORMapper.builder()
          .addMixIn(Filter.class, FilterByName.class)
          .addMixIn(Deadline.class, DeadlineAsBudget.class)
          .addModule(lexiconAsBytes())
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

  /** Words share beginnings and vectors are numbers: its own bytes are a fraction of CBOR's. */
  private static SimpleModule lexiconAsBytes() {
    return new SimpleModule()
        .addSerializer(
            LexiconPart.class,
            new StdSerializer<>(LexiconPart.class) {
              @Override
              public void serialize(LexiconPart part, JsonGenerator out, SerializerProvider all)
                  throws IOException {
                out.writeBinary(LexiconPartCodec.write(part));
              }
            })
        .addDeserializer(
            LexiconPart.class,
            new StdDeserializer<>(LexiconPart.class) {
              @Override
              public LexiconPart deserialize(JsonParser in, DeserializationContext all)
                  throws IOException {
                return LexiconPartCodec.read(in.getBinaryValue());
              }
            });
  }

  private ShardMessages() {}

  /** What a replica can be asked. */
  public enum Ask {
    SEARCH,
    FETCH,
    VECTORS,
    SUGGEST,
    KNOWN,
    LANGUAGE,
    CONTENT,
    VISIBLE
  }

  /**
   * Which copy of which part of which index.
   *
   * @param generation number of the index's build
   * @param node that has it
   */
  public record ReplicaName(int generation, int shard, String node) {

    /** Where it is asked on the event bus. */
    public String address(Ask ask) {
      return "generation." + generation + ".shard." + shard + "." + ask + "@" + node;
    }
  }

  /** Teaches an event bus these messages; once for each Vert.x. */
  public static void register(EventBus bus) {
    codec(bus, Search.class);
    codec(bus, Answer.class);
    codec(bus, Fetch.class);
    codec(bus, Fetched.class);
    codec(bus, Vectors.class);
    codec(bus, VectorsRead.class);
    codec(bus, Suggest.class);
    codec(bus, Suggested.class);
    codec(bus, Content.class);
    codec(bus, VideoContent.class);
    codec(bus, Visible.class);
    codec(bus, Seen.class);
    codec(bus, Known.class);
    codec(bus, KnownWords.class);
    codec(bus, Language.class);
    codec(bus, Vocabulary.class);
  }

  private static <T> void codec(EventBus bus, Class<T> type) {
    bus.registerDefaultCodec(type, codec(type));
  }

  static <T> MessageCodec<T, T> codec(Class<T> type) {
    return new CborCodec<>(type, CBOR);
  }
}
