package io.kinora.indexing.encode.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kinora.catalog.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads model files, and says in an operator's words what is wrong with one. */
final class ModelYaml {

  private final ObjectMapper mapper;

  /**
   * @param folder what relative paths start from
   */
  ModelYaml(Path folder) {
    this.mapper =
        YAMLMapper.builder(
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(
                new SimpleModule().addDeserializer(Path.class, new RelativePathReader(folder)))
            .build();
  }

  /**
   * @param file its name, for errors
   * @throws ModelFileException if the text is not a correct model file
   */
  ModelFile read(String file, byte[] yaml) {
    try {
      ModelFile model = mapper.readValue(yaml, ModelFile.class);
      if (model == null) {
        throw new ModelFileException(
            file, new InvalidValueException("file", "empty", "a model, as in the other files"));
      }
      return model;
    } catch (IOException e) {
      throw new ModelFileException(file, problem(e), e);
    }
  }

  private String problem(IOException error) {
    return switch (error) {
      case UnrecognizedPropertyException e -> path(e) + " is not a known key; allowed: " + known(e);
      case InvalidTypeIdException e -> wrongForm(e);
      case InvalidFormatException e -> wrongValue(e);
      case JsonMappingException e when e.getCause() instanceof InvalidValueException cause ->
          (e.getPath().isEmpty() ? "" : path(e) + ".") + cause.getMessage();
      case MismatchedInputException e when e.getOriginalMessage().contains("map `null`") ->
          path(e) + " is missing; allowed: a value, for this key is required";
      case MismatchedInputException e -> path(e) + ": " + firstLine(e.getOriginalMessage());
      case JsonProcessingException e ->
          "is not YAML as expected: " + firstLine(e.getOriginalMessage());
      default -> "cannot be read: " + error.getMessage();
    };
  }

  /** The keys do not tell which of several records is meant. */
  private static String wrongForm(InvalidTypeIdException e) {
    Class<?> base = e.getBaseType().getRawClass();
    if (base == ModelFile.class) {
      return "kind is "
          + (e.getTypeId() == null ? "missing" : e.getTypeId())
          + "; allowed: text, sight";
    }
    return path(e)
        + " has keys that do not go together; allowed: "
        + (base == FileSource.class
            ? "one of resource, url, path, and with it sha256, bytes"
            : "either encoder, centre or model, inputs, tokenizer, output, pooling, batch");
  }

  private String wrongValue(InvalidFormatException e) {
    Object[] constants = e.getTargetType().getEnumConstants();
    String allowed =
        constants == null
            ? "a value of type " + e.getTargetType().getSimpleName()
            : Arrays.stream(constants)
                .map(constant -> mapper.convertValue(constant, String.class))
                .collect(Collectors.joining(", "));
    return path(e) + " is \"" + e.getValue() + "\"; allowed: " + allowed;
  }

  private static String known(UnrecognizedPropertyException e) {
    Collection<Object> keys = e.getKnownPropertyIds();
    return keys == null
        ? "none"
        : keys.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static final class RelativePathReader extends FromStringDeserializer<Path> {

    private final transient Path folder;

    RelativePathReader(Path folder) {
      super(Path.class);
      this.folder = folder;
    }

    @Override
    protected Path _deserialize(String value, DeserializationContext context) {
      return folder.resolve(value).normalize();
    }
  }
}
