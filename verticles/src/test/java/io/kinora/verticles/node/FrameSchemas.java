package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the AsyncAPI document that is served says of the server's frames. */
final class FrameSchemas {

  private static final FrameSchemas SERVED = new FrameSchemas();

  private final Map<String, JsonSchema> byType = new HashMap<>();

  private FrameSchemas() {
    JsonNode live = yaml("/asyncapi.yaml");
    JsonNode http = yaml("/openapi.yaml");
    ObjectNode schemas = (ObjectNode) live.at("/components/schemas");
    http.at("/components/schemas")
        .properties()
        .forEach(schema -> schemas.putIfAbsent(schema.getKey(), schema.getValue()));
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    for (JsonNode reference : schemas.at("/ServerFrame/oneOf")) {
      String pointer = reference.get("$ref").textValue();
      String type = live.at(pointer.substring(1)).at("/properties/type/const").textValue();
      ObjectNode schema = live.deepCopy();
      schema.removeAll();
      schema.put("$ref", pointer);
      schema.set("components", local(live.get("components")));
      byType.put(type, factory.getSchema(schema));
    }
  }

  private static JsonNode yaml(String resource) {
    try (InputStream in =
        Objects.requireNonNull(FrameSchemas.class.getResourceAsStream(resource), resource)) {
      return new YAMLMapper().readTree(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Both documents' schemas in one. */
  private static JsonNode local(JsonNode components) {
    return HttpCalls.parsed(components.toString().replace("openapi.yaml#/", "#/"));
  }

  /** A frame as it came; all that the document says of it holds. */
  static void check(JsonNode frame) {
    JsonSchema schema = SERVED.byType.get(frame.path("type").asText());
    assertThat(schema).as("a frame of a known type: " + frame).isNotNull();
    assertThat(schema.validate(frame)).as(frame.toString()).isEmpty();
  }
}
