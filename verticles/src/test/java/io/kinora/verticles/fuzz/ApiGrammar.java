package io.kinora.verticles.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kinora.verticles.http.openapi.ApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the API document says requests look like. Everything that is sent is made from it, so an
 * operation added to the document is attacked without a word more here.
 */
final class ApiGrammar {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode root;
  private final List<Call> calls = new ArrayList<>();

  /**
   * An operation.
   *
   * @param bodies schema by media type, empty if it takes no body
   * @param statuses that the document names
   */
  record Call(
      String id,
      String method,
      String path,
      List<Parameter> parameters,
      Map<String, JsonNode> bodies,
      Set<Integer> statuses) {}

  record Parameter(String name, String place, boolean required, JsonNode schema) {}

  ApiGrammar() {
    try {
      root = new YAMLMapper().readTree(ApiDocument.load().source());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())) {
          calls.add(read(path.getKey(), member.getKey(), path.getValue(), member.getValue()));
        }
      }
    }
  }

  List<Call> calls() {
    return calls;
  }

  /** The call of that operation. */
  Call call(String id) {
    return calls.stream().filter(call -> call.id().equals(id)).findFirst().orElseThrow();
  }

  /** Follows references to what they refer to. */
  JsonNode resolved(JsonNode node) {
    JsonNode ref = node.path("$ref");
    return ref.isTextual() ? resolved(root.at(ref.textValue().substring(1))) : node;
  }

  private Call read(String path, String method, JsonNode shared, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode of : List.of(shared, operation)) {
      for (JsonNode each : of.path("parameters")) {
        JsonNode parameter = resolved(each);
        parameters.add(
            new Parameter(
                parameter.path("name").textValue(),
                parameter.path("in").textValue(),
                parameter.path("required").booleanValue(),
                parameter.path("schema")));
      }
    }
    Map<String, JsonNode> bodies = new LinkedHashMap<>();
    for (var content : resolved(operation.path("requestBody")).path("content").properties()) {
      bodies.put(content.getKey(), content.getValue().path("schema"));
    }
    Set<Integer> statuses = new TreeSet<>();
    operation
        .path("responses")
        .fieldNames()
        .forEachRemaining(s -> statuses.add(Integer.valueOf(s)));
    return new Call(
        operation.path("operationId").textValue(),
        method.toUpperCase(Locale.ROOT),
        path,
        parameters,
        bodies,
        statuses);
  }
}
