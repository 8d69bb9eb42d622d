package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of an operation, brought together into one object of its shape. */
public final class Parameters {

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");

  enum Place {
    PATH,
    QUERY,
    HEADER
  }

  record Parameter(String name, Place place, String type) {}

  private final List<Parameter> known;
  private final boolean openQuery;
  private final Shape shape;

  /**
   * @param openQuery whatever stands in the query is the client's own business: the page keeps its
   *     state there
   */
  Parameters(List<Parameter> known, boolean openQuery, Shape shape) {
    this.known = List.copyOf(known);
    this.openQuery = openQuery;
    this.shape = shape;
  }

  /**
   * Reads and checks them. Texts become what the schema says: numbers, true or false, lists divided
   * by commas.
   *
   * @throws ProblemException that names the parameter, the value and what is allowed
   */
  public ObjectNode read(Map<String, String> path, MultiMap query, MultiMap headers) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> given :
        openQuery ? List.<Map.Entry<String, String>>of() : query) {
      if (all.has(given.getKey())) {
        throw Problem.of(
                ProblemType.INVALID_VALUE,
                Shown.name(given.getKey()),
                Shown.name(given.getKey()) + " is given more than once; allowed: once")
            .exception();
      }
      all.put(given.getKey(), given.getValue());
    }
    for (Parameter parameter : known) {
      String text =
          switch (parameter.place()) {
            case PATH -> path.get(parameter.name());
            case HEADER -> headers.get(parameter.name());
            case QUERY -> query.get(parameter.name());
          };
      if (text != null) {
        all.set(parameter.name(), typed(text, parameter.type()));
      }
    }
    shape.check(all);
    return all;
  }

  /** A text as the schema's type, or as a text if it is none of that type. */
  public static JsonNode typed(String text, String type) {
    if (type.equals("integer") && WHOLE.matcher(text).matches()) {
      return LongNode.valueOf(Long.parseLong(text));
    }
    if (type.equals("number") && NUMBER.matcher(text).matches()) {
      return DoubleNode.valueOf(Double.parseDouble(text));
    }
    if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
      return BooleanNode.valueOf(Boolean.parseBoolean(text));
    }
    return type.equals("array") ? list(text) : TextNode.valueOf(text);
  }

  private static ArrayNode list(String text) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (!text.isEmpty()) {
      for (String part : text.split(",", -1)) {
        list.add(part);
      }
    }
    return list;
  }
}
