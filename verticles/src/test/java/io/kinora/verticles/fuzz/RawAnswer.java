package io.kinora.verticles.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer as it came over the wire.
 *
 * @param headers by lower-case name; of several of one name the last
 */
public record RawAnswer(int status, Map<String, String> headers, byte[] body) {

  static final ObjectMapper JSON = new ObjectMapper();

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException malformed) {
      throw new AssertionError("not JSON: " + text(), malformed);
    }
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether it goes on for as long as somebody listens: then its body was not read. */
  public boolean isEndless() {
    return contentType().equals("text/event-stream");
  }

  public String contentType() {
    return header("content-type").split(";", 2)[0].strip();
  }
}
