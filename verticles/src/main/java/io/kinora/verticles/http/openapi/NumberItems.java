package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.ItemsValidator202012;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import com.networknt.schema.Vocabularies;
import com.networknt.schema.Vocabulary;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keyword {@code items}, for arrays of plain numbers without a path and a message bag for each
 * of them: a vector has hundreds, and that was a twentieth of what a search allocates.
 */
final class NumberItems extends AbstractKeyword {

  private static final String NAME = "items";

  private NumberItems() {
    super(NAME);
  }

  /** A standard vocabulary, with this in place of the standard keyword where it has that. */
  static @Nullable Vocabulary in(String vocabulary) {
    Vocabulary standard = Vocabularies.getVocabulary(vocabulary);
    if (standard == null) {
      return null;
    }
    Set<Keyword> keywords = new HashSet<>(standard.getKeywords());
    if (keywords.removeIf(keyword -> keyword.getValue().equals(NAME))) {
      keywords.add(new NumberItems());
    }
    return new Vocabulary(vocabulary, keywords.toArray(Keyword[]::new));
  }

  @Override
  public JsonValidator newValidator(
      SchemaLocation location,
      JsonNodePath path,
      JsonNode schema,
      JsonSchema parent,
      ValidationContext context) {
    boolean plain = schema.size() == 1 && schema.path("type").asText().equals("number");
    return plain
        ? new Numbers(location, path, schema, parent, context)
        : ValidatorTypeCode.ITEMS_202012.newValidator(location, path, schema, parent, context);
  }

  private static final class Numbers extends ItemsValidator202012 {

    Numbers(
        SchemaLocation location,
        JsonNodePath path,
        JsonNode schema,
        JsonSchema parent,
        ValidationContext context) {
      super(location, path, schema, parent, context);
    }

    @Override
    public Set<ValidationMessage> validate(
        ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath at) {
      return areNumbers(node) ? Set.of() : super.validate(context, node, root, at);
    }

    private static boolean areNumbers(JsonNode node) {
      if (!node.isArray()) {
        return false;
      }
      for (JsonNode item : node) {
        if (!item.isNumber()) {
          return false;
        }
      }
      return true;
    }
  }
}
