package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a schema allows, in words. {@code x-allowed} in the document says it better where it is. */
final class Allowed {

  private final JsonNode root;

  Allowed(JsonNode root) {
    this.root = root;
  }

  String of(JsonNode schema) {
    JsonNode ref = schema.path("$ref");
    if (ref.isTextual()) {
      return of(root.at(ref.textValue().substring(1)));
    }
    if (schema.has("x-allowed")) {
      return schema.get("x-allowed").textValue();
    }
    if (schema.has("enum")) {
      return "one of " + join(schema.get("enum"));
    }
    List<String> kinds = new ArrayList<>();
    JsonNode type = schema.path("type");
    (type.isArray() ? type : List.of(type)).forEach(one -> kinds.add(kind(one.asText(), schema)));
    return String.join(" or ", kinds);
  }

  private String kind(String type, JsonNode schema) {
    return switch (type) {
      case "integer" -> "a whole number" + range(schema, "minimum", "maximum", "");
      case "number" -> "a number" + range(schema, "minimum", "maximum", "");
      case "string" -> "a string" + range(schema, "minLength", "maxLength", " characters");
      case "boolean" -> "true or false";
      case "array" ->
          "an array"
              + range(schema, "minItems", "maxItems", " items")
              + (schema.has("items") ? ", each " + of(schema.get("items")) : "");
      case "object" ->
          "an object"
              + (schema.has("properties")
                  ? " with " + String.join(", ", names(schema.get("properties")))
                  : "");
      case "null" -> "null";
      default -> "any value";
    };
  }

  private static String range(JsonNode schema, String low, String high, String unit) {
    boolean least = schema.has(low);
    boolean most = schema.has(high);
    if (least && most) {
      return (unit.isEmpty() ? " from " : " of ")
          + schema.get(low).asText()
          + " to "
          + schema.get(high).asText()
          + unit;
    }
    if (least) {
      return " of at least " + schema.get(low).asText() + unit;
    }
    return most ? " of up to " + schema.get(high).asText() + unit : "";
  }

  static List<String> names(JsonNode properties) {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String join(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
