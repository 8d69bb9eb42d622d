package io.kinora.catalog.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kinora.catalog.VideoMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as it rests in its {@code jsonb} column: without vectors, and without what is empty.
 * This is the row's form, not the API's.
 */
final class MetadataJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private MetadataJson() {}

  static String write(VideoMetadata metadata) {
    Instant published = metadata.publishedAt();
    Row row =
        new Row(
            metadata.title(),
            orNull(metadata.description()),
            metadata.channel(),
            metadata.tags().isEmpty() ? null : metadata.tags(),
            metadata.language(),
            published == null ? null : published.truncatedTo(ChronoUnit.MILLIS),
            metadata.durationS(),
            metadata.category(),
            orNull(metadata.transcript()),
            metadata.views(),
            metadata.likes(),
            metadata.license());
    try {
      return MAPPER.writeValueAsString(row);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("metadata that cannot be written as JSON", impossible);
    }
  }

  static VideoMetadata read(String json) {
    Row row;
    try {
      row = MAPPER.readValue(json, Row.class);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("a row's metadata cannot be read", malformed);
    }
    return new VideoMetadata(
        orEmpty(row.title),
        orEmpty(row.description),
        row.channel,
        row.tags == null ? List.of() : row.tags,
        row.language,
        row.publishedAt,
        row.durationS,
        row.category,
        orEmpty(row.transcript),
        row.views,
        row.likes,
        row.license,
        null,
        null,
        List.of());
  }

  private static @Nullable String orNull(String value) {
    return value.isEmpty() ? null : value;
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private record Row(
      @Nullable String title,
      @Nullable String description,
      @Nullable String channel,
      @Nullable List<String> tags,
      @Nullable String language,
      @Nullable Instant publishedAt,
      @Nullable Double durationS,
      @Nullable String category,
      @Nullable String transcript,
      long views,
      long likes,
      @Nullable String license) {}
}
