package io.kinora.verticles.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON into memory, without a tree in between. */
public final class JsonText {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  private static final int FIRST_SIZE = 2_000;

  private JsonText() {}

  /** Writes one value. */
  @FunctionalInterface
  public interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  /** One object whose members the writer writes. */
  public static Buffer object(Writer members) {
    return value(
        json -> {
          json.writeStartObject();
          members.write(json);
          json.writeEndObject();
        });
  }

  /** A time, to the microsecond: what is shorter is noise. */
  public static void writeMillis(JsonGenerator json, String name, double ms) throws IOException {
    json.writeNumberField(name, Math.round(ms * 1_000) / 1_000.0);
  }

  public static Buffer value(Writer writer) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_SIZE);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      writer.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
