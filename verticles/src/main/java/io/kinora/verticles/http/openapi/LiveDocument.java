package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The AsyncAPI document that is served, as far as clients' frames are checked against it. */
public final class LiveDocument {

  private final Map<String, Shape> clientFrames = new LinkedHashMap<>();

  private LiveDocument(JsonNode root) {
    JsonNode schemas = root.at("/components/schemas");
    for (JsonNode reference : schemas.at("/ClientFrame/oneOf")) {
      String pointer = reference.get("$ref").textValue();
      String type = root.at(pointer.substring(1)).at("/properties/type/const").textValue();
      ObjectNode schema = JsonNodeFactory.instance.objectNode().put("$ref", pointer);
      schema.set("components", root.get("components"));
      clientFrames.put(type, new Shape(schema));
    }
  }

  /** The document of this build. */
  public static LiveDocument load() {
    try {
      return new LiveDocument(new YAMLMapper().readTree(ApiDocument.liveSource()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * The shape of a client's frame.
   *
   * @throws io.kinora.verticles.http.problem.ProblemException if there is no such type
   */
  public Shape clientFrame(String type) {
    Shape shape = clientFrames.get(type);
    if (shape == null) {
      throw Problem.of(
              ProblemType.INVALID_VALUE,
              "type",
              "type is "
                  + Shown.name(type)
                  + "; allowed: "
                  + String.join(", ", clientFrames.keySet()))
          .exception();
    }
    return shape;
  }
}
