package io.kinora.verticles;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Takes an immutable record over the event bus: as it is within a node, as CBOR between nodes.
 *
 * @param mapper writes CBOR
 */
public record CborCodec<T>(Class<T> type, ObjectMapper mapper) implements MessageCodec<T, T> {

  @Override
  public void encodeToWire(Buffer buffer, T message) {
    try {
      byte[] bytes = mapper.writeValueAsBytes(message);
      buffer.appendInt(bytes.length).appendBytes(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    int length = buffer.getInt(position);
    try {
      return mapper.readValue(buffer.getBytes(position + 4, position + 4 + length), type);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public String name() {
    return type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
