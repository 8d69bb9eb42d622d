package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kinora.verticles.http.openapi.Parameters.Parameter;
import io.kinora.verticles.http.openapi.Parameters.Place;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OpenAPI document that is served, read as what it is: the list of operations, who may call
 * them, and what their requests look like. Routes, roles and checks are made from it, so that it
 * cannot drift from what the server does.
 */
public final class ApiDocument {

  private static final String RESOURCE = "/openapi.yaml";
  private static final String LIVE_RESOURCE = "/asyncapi.yaml";
  private static final Pattern TEMPLATE_PART = Pattern.compile("\\{([A-Za-z]+)}");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final byte[] source;
  private final JsonNode root;
  private final List<Operation> operations;

  private ApiDocument(byte[] source) throws IOException {
    this.source = source;
    this.root = new YAMLMapper().readTree(source);
    this.operations = readOperations();
  }

  /** The document of this build. */
  public static ApiDocument load() {
    try {
      return new ApiDocument(bytes(RESOURCE));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The AsyncAPI document of this build, which describes the frames of the live feed. */
  public static byte[] liveSource() {
    try {
      return bytes(LIVE_RESOURCE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ApiDocument.class.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    }
  }

  /** As it was written. */
  public byte[] source() {
    return source.clone();
  }

  /** In the order of the document, those that catch every path last. */
  public List<Operation> operations() {
    return operations;
  }

  /** A shape of {@code components/schemas}. */
  public Shape shape(String name) {
    if (!root.at("/components/schemas").has(name)) {
      throw new IllegalArgumentException("no schema " + name);
    }
    return shapeOf(
        JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name));
  }

  /** The methods that a path takes, catch-all paths aside; empty if there is no such path. */
  public List<HttpMethod> methods(String path) {
    return operations.stream()
        .filter(operation -> !operation.catchesAll())
        .filter(operation -> operation.pattern().matcher(path).matches())
        .map(Operation::method)
        .toList();
  }

  private List<Operation> readOperations() {
    List<Operation> specific = new ArrayList<>();
    List<Operation> catchAll = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (!METHODS.contains(member.getKey())) {
          continue;
        }
        JsonNode shared = path.getValue().path("parameters");
        Operation operation = read(path.getKey(), member.getKey(), member.getValue(), shared);
        (operation.catchesAll() ? catchAll : specific).add(operation);
      }
    }
    specific.addAll(catchAll);
    return List.copyOf(specific);
  }

  private Operation read(String path, String method, JsonNode operation, JsonNode shared) {
    List<JsonNode> parameters = new ArrayList<>();
    shared.forEach(parameter -> parameters.add(resolved(parameter)));
    operation.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
    Map<String, Shape> bodies = new LinkedHashMap<>();
    for (var content : resolved(operation.path("requestBody")).path("content").properties()) {
      bodies.put(content.getKey(), shapeOf((ObjectNode) content.getValue().get("schema")));
    }
    return new Operation(
        operation.get("operationId").textValue(),
        HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        path,
        pattern(path, parameters),
        operation.path("x-token-in-body").asBoolean(false)
            ? new Access.InBody()
            : Access.read(operation.path("security")),
        readParameters(parameters, operation.path("x-open-query").asBoolean(false)),
        bodies,
        operation.path("x-gzip").asBoolean(false));
  }

  /** {@code /v1/videos/{id}} -> {@code \Q/v1/videos/\E(?<id>[^/]+)}. */
  private static Pattern pattern(String path, List<JsonNode> parameters) {
    StringBuilder regex = new StringBuilder();
    Matcher part = TEMPLATE_PART.matcher(path);
    int end = 0;
    while (part.find()) {
      String name = part.group(1);
      boolean many =
          parameters.stream()
              .anyMatch(p -> p.get("name").textValue().equals(name) && p.has("x-segments"));
      regex.append(Pattern.quote(path.substring(end, part.start())));
      regex.append("(?<").append(name).append(many ? ">.+)" : ">[^/]+)");
      end = part.end();
    }
    if (end < path.length()) {
      regex.append(Pattern.quote(path.substring(end)));
    }
    return Pattern.compile(regex.toString());
  }

  private Parameters readParameters(List<JsonNode> parameters, boolean openQuery) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    List<Parameter> known = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      String name = parameter.get("name").textValue();
      JsonNode described = parameter.get("schema");
      properties.set(name, described);
      if (parameter.path("required").booleanValue()) {
        required.add(name);
      }
      Place place = Place.valueOf(parameter.get("in").textValue().toUpperCase(Locale.ROOT));
      known.add(new Parameter(name, place, resolved(described).path("type").asText("string")));
    }
    return new Parameters(known, openQuery, shapeOf(schema));
  }

  private Shape shapeOf(ObjectNode schema) {
    ObjectNode complete = schema.deepCopy();
    complete.set("components", root.get("components"));
    return new Shape(complete);
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode ref = node.path("$ref");
    return ref.isTextual() ? resolved(root.at(ref.textValue().substring(1))) : node;
  }
}
