package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import java.io.IOException;

/**
 * Reads JSON as RFC 8259 has it and no more: one value, no repeated keys, finite numbers, nested at
 * most 32 deep. What is wrong is told with its place.
 */
public final class StrictJson {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_DIGITS = 100;

  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
              .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxNumberLength(MAX_DIGITS)
                      .build())
              .build());

  static {
    MAPPER.setNodeFactory(new FiniteNumbers());
  }

  private StrictJson() {}

  /**
   * The one value that the bytes hold.
   *
   * @throws ProblemException of type {@link ProblemType#MALFORMED}
   */
  public static JsonNode parse(byte[] bytes) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      return parse(parser);
    } catch (IOException unreadable) {
      throw Problem.of(ProblemType.MALFORMED, "the body is not JSON in UTF-8").exception();
    }
  }

  private static JsonNode parse(JsonParser parser) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw Problem.of(ProblemType.MALFORMED, "the body is empty; JSON is expected").exception();
      }
      JsonNode value = parser.readValueAsTree();
      if (parser.nextToken() != null) {
        throw malformed(parser, "more follows after the JSON value");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      throw malformed(parser, reason(malformed));
    } catch (FiniteNumbers.BeyondRangeException beyond) {
      throw malformed(parser, "a number beyond the range of a 64-bit float");
    }
  }

  /** Lets no number grow to infinity, which JSON does not have. */
  private static final class FiniteNumbers extends JsonNodeFactory {

    private static final class BeyondRangeException extends RuntimeException {}

    @Override
    public NumericNode numberNode(double value) {
      if (!Double.isFinite(value)) {
        throw new BeyondRangeException();
      }
      return super.numberNode(value);
    }
  }

  private static ProblemException malformed(JsonParser parser, String reason) {
    var at = parser.currentLocation();
    String field = path(parser.getParsingContext());
    String detail =
        "not JSON at line %d, column %d: %s".formatted(at.getLineNr(), at.getColumnNr(), reason);
    return Problem.of(ProblemType.MALFORMED, field.isEmpty() ? null : field, detail).exception();
  }

  /** The parser's words without its advice on how to relax it. */
  private static String reason(JsonProcessingException malformed) {
    String message = malformed.getOriginalMessage();
    if (message.startsWith("Non-standard token")) {
      return message.substring(0, message.indexOf(':')) + "; numbers are finite";
    }
    int advice = message.indexOf(" (for ");
    String first = message.lines().findFirst().orElse("unreadable");
    return advice > 0 && advice < first.length() ? first.substring(0, advice) : first;
  }

  private static String path(JsonStreamContext context) {
    JsonStreamContext parent = context.getParent();
    if (parent == null) {
      return "";
    }
    String above = path(parent);
    if (context.inArray()) {
      return above + (context.hasCurrentIndex() ? "[" + context.getCurrentIndex() + "]" : "");
    }
    String name = context.getCurrentName();
    if (name == null) {
      return above;
    }
    return above.isEmpty() ? name : above + "." + name;
  }
}
