package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a value may look like: a schema of the document that tells precisely what is wrong. */
public final class Shape {

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          // The first error is enough, and keeps a pattern from running over what is too long.
          .failFast(true)
          .formatAssertionsEnabled(false)
          .build();

  private static final JsonSchemaFactory FACTORY = factory();

  private final ObjectNode root;
  private final JsonSchema schema;
  private final Allowed allowed;

  /**
   * @param schema a schema, with a member {@code components} if it refers to them
   */
  Shape(ObjectNode schema) {
    this.root = schema;
    this.schema = FACTORY.getSchema(schema, CONFIG);
    this.schema.initializeValidators();
    this.allowed = new Allowed(schema);
  }

  private static JsonSchemaFactory factory() {
    JsonMetaSchema lenient =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .vocabularyFactory(NumberItems::in)
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();
    return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
        .metaSchema(lenient)
        .build();
  }

  /**
   * Lets a value through that has this shape.
   *
   * @return the value
   * @throws ProblemException that names the field, the value and what is allowed
   */
  public JsonNode check(JsonNode value) {
    refuseCommentNames(value);
    Set<ValidationMessage> errors = schema.validate(value);
    if (!errors.isEmpty()) {
      throw problem(errors.iterator().next()).exception();
    }
    return value;
  }

  /** The validator passes over names that begin with {@code #}; no field here has such a name. */
  private static void refuseCommentNames(JsonNode value) {
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (member.getKey().startsWith("#")) {
          throw Problem.of(
                  ProblemType.INVALID_VALUE,
                  Shown.name(member.getKey()),
                  Shown.name(member.getKey()) + " is not known here")
              .exception();
        }
      }
    }
    if (value.isContainerNode()) {
      for (JsonNode part : value) {
        if (part.isContainerNode()) {
          refuseCommentNames(part);
        }
      }
    }
  }

  private Problem problem(ValidationMessage error) {
    String at = path(error.getInstanceLocation());
    JsonNode parent = root.at(parentPointer(error));
    return switch (error.getType()) {
      case "required" -> {
        String field = join(at, error.getProperty());
        JsonNode missing = parent.path("properties").path(error.getProperty());
        yield told(field, field + " is missing; allowed: " + allowed.of(missing));
      }
      case "additionalProperties" -> {
        String field = Shown.name(join(at, error.getProperty()));
        List<String> known = Allowed.names(parent.path("properties"));
        String names = known.isEmpty() ? "nothing" : String.join(", ", known);
        yield told(field, field + " is not known here; allowed: " + names);
      }
      default -> {
        String name = at.isEmpty() ? "the body" : at;
        yield told(
            at,
            name
                + " is "
                + Shown.value(error.getInstanceNode(), error.getType())
                + "; allowed: "
                + allowed.of(parent));
      }
    };
  }

  private static Problem told(String field, String detail) {
    return Problem.of(
        ProblemType.INVALID_VALUE, field.isEmpty() ? null : Shown.name(field), detail);
  }

  /** Where the schema lies that holds the keyword at fault. */
  private static String parentPointer(ValidationMessage error) {
    String pointer = error.getSchemaLocation().getFragment().toString();
    int hash = pointer.indexOf('#');
    return pointer.substring(hash + 1, pointer.lastIndexOf('/'));
  }

  private static String join(String at, String property) {
    return at.isEmpty() ? property : at + "." + property;
  }

  private static String path(JsonNodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      Object element = location.getElement(i);
      if (element instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(element);
      }
    }
    return path.toString();
  }
}
