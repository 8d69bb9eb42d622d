package io.kinora.verticles.http.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, for whoever sent it (RFC 9457).
 *
 * @param detail what was wrong, the value and what is allowed; never a stack trace
 * @param field dotted path of the field at fault, or null
 * @param more further members of the answer, e.g. {@code position}
 * @param headers that go with it, e.g. {@code Retry-After}
 */
public record Problem(
    ProblemType type,
    String detail,
    @Nullable String field,
    Map<String, Long> more,
    Map<String, String> headers) {

  public Problem {
    more = Map.copyOf(more);
    headers = Map.copyOf(headers);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, null, Map.of(), Map.of());
  }

  public static Problem of(ProblemType type, @Nullable String field, String detail) {
    return new Problem(type, detail, field, Map.of(), Map.of());
  }

  public Problem with(String member, long value) {
    Map<String, Long> extended = new LinkedHashMap<>(more);
    extended.put(member, value);
    return new Problem(type, detail, field, extended, headers);
  }

  public Problem withHeader(String name, String value) {
    Map<String, String> extended = new LinkedHashMap<>(headers);
    extended.put(name, value);
    return new Problem(type, detail, field, more, extended);
  }

  /** As an exception, to be thrown or to fail a future with. */
  public ProblemException exception() {
    return new ProblemException(this);
  }

  /** Writes the members into an object that the caller opens and closes. */
  public void write(JsonGenerator json, String requestId) throws IOException {
    json.writeStringField("type", type.uri());
    json.writeStringField("title", type.title());
    json.writeNumberField("status", type.status());
    json.writeStringField("detail", detail);
    if (field != null) {
      json.writeStringField("field", field);
    }
    for (Map.Entry<String, Long> member : more.entrySet()) {
      json.writeNumberField(member.getKey(), member.getValue());
    }
    json.writeStringField("request_id", requestId);
  }
}
