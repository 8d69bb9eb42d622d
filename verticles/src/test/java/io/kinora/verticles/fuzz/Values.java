package io.kinora.verticles.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values that a schema would let through, most of the time, and values that nothing should. */
final class Values {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int VECTOR_LENGTH = 384;

  private final ApiGrammar grammar;
  private final Known known;

  /**
   * What the server itself has given out, to be sent back whole or damaged.
   *
   * @param cursors {@code next_cursor} of searches
   * @param keys of pictures
   * @param files of the page
   */
  record Known(List<String> ids, List<String> cursors, List<String> keys, List<String> files) {}

  Values(ApiGrammar grammar, Known known) {
    this.grammar = grammar;
    this.known = known;
  }

  static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /**
   * A value that should do.
   *
   * @param name of the field or parameter
   */
  JsonNode good(Random random, String name, JsonNode described) {
    JsonNode schema = grammar.resolved(described);
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    JsonNode types = schema.path("type");
    String type =
        types.isArray() ? types.get(random.nextInt(types.size())).asText() : types.asText();
    return switch (type) {
      case "null" -> NODES.nullNode();
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "integer" -> NODES.numberNode(whole(random, schema));
      case "number" -> NODES.numberNode(random.nextDouble() * schema.path("maximum").asDouble(2));
      case "array" -> array(random, name, schema);
      case "object" -> object(random, schema);
      default -> NODES.textNode(text(random, name, schema));
    };
  }

  private static long whole(Random random, JsonNode schema) {
    long low = schema.path("minimum").asLong(-1_000);
    long high = schema.path("maximum").asLong(1_000_000);
    return switch (random.nextInt(4)) {
      case 0 -> low;
      case 1 -> high;
      default -> low + (long) (random.nextDouble() * Math.min(high - low, 1_000_000));
    };
  }

  private ArrayNode array(Random random, String name, JsonNode schema) {
    JsonNode items = grammar.resolved(schema.path("items"));
    int least = schema.path("minItems").asInt(0);
    int most = Math.min(4, schema.path("maxItems").asInt(4));
    boolean vector = schema.path("maxItems").asInt() == 4096;
    int count =
        vector && random.nextInt(8) > 0
            ? VECTOR_LENGTH
            : least + random.nextInt(Math.max(1, most - least + 1));
    ArrayNode array = NODES.arrayNode(count);
    for (int i = 0; i < count; i++) {
      array.add(vector ? NODES.numberNode(random.nextGaussian()) : good(random, name, items));
    }
    return array;
  }

  private ObjectNode object(Random random, JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.textValue()));
    boolean single = schema.path("maxProperties").asInt() == 1;
    int chosen = random.nextInt(Math.max(1, schema.path("properties").size()));
    int index = 0;
    for (var member : schema.path("properties").properties()) {
      boolean taken =
          single ? index == chosen : required.contains(member.getKey()) || random.nextInt(3) == 0;
      index++;
      if (taken) {
        object.set(member.getKey(), good(random, member.getKey(), member.getValue()));
      }
    }
    return object;
  }

  /** By the name first: no pattern can be run backwards to a text with a meaning. */
  private String text(Random random, String name, JsonNode schema) {
    String text =
        switch (name) {
          case "filter" -> filter(random, 0);
          case "id" -> one(random, known.ids());
          case "crop" -> one(random, List.of("0,0,32,32", "8,4,64,48", "90,60,40,40", "0,0,0,0"));
          case "cursor" -> one(random, known.cursors());
          case "key" -> one(random, known.keys());
          case "file" -> one(random, known.files());
          case "lang", "language" -> one(random, List.of("en", "de", "pt-BR", "zh-Hant-TW"));
          case "published_at" ->
              "20%02d-0%d-01T00:00:00Z".formatted(random.nextInt(30), 1 + random.nextInt(9));
          case "If-Match" -> "\"" + (1 + random.nextInt(9)) + "\"";
          default -> one(random, HostileTexts.WORDS);
        };
    boolean tooShort = text.length() < schema.path("minLength").asInt(0);
    return tooShort ? "a" : text;
  }

  private String filter(Random random, int depth) {
    String term = one(random, HostileTexts.FIELDS) + ":" + one(random, HostileTexts.FILTER_VALUES);
    return switch (depth > 3 ? 9 : random.nextInt(8)) {
      case 0 -> "(" + filter(random, depth + 1) + ")";
      case 1 -> "NOT " + filter(random, depth + 1);
      case 2 -> filter(random, depth + 1) + " AND " + filter(random, depth + 1);
      case 3 -> filter(random, depth + 1) + " OR " + filter(random, depth + 1);
      case 4 -> "(".repeat(1 + random.nextInt(400)) + term;
      default -> term;
    };
  }

  /** A text that is hardly ever allowed. */
  static String odd(Random random) {
    return random.nextInt(3) == 0 ? one(random, HostileTexts.WORDS) : one(random, HostileTexts.ODD);
  }

  /** A text with some of its characters changed, doubled, left out or moved. */
  static String damaged(Random random, String text) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(damaged.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> damaged.insert(at, (char) random.nextInt(128));
        case 1 -> damaged.insert(at, (char) random.nextInt(65_536));
        case 2 -> damaged.insert(at, damaged.substring(0, Math.min(at, 64)));
        default -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(8)));
      }
    }
    return damaged.toString();
  }

  /** A value that does not fit, of a random kind. */
  static JsonNode oddNode(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL));
      case 4 -> NODES.arrayNode();
      case 5 -> NODES.objectNode();
      case 6 -> NODES.arrayNode().add(oddNode(random)).add(oddNode(random));
      case 7 -> NODES.objectNode().set(odd(random), oddNode(random));
      default -> NODES.textNode(odd(random));
    };
  }
}
