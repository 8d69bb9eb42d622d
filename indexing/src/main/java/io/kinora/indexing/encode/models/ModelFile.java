package io.kinora.indexing.encode.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code conf/models/NAME.yaml} says about a model. The YAML has the shape of these records,
 * with {@code snake_case} keys; {@code kind} chooses between the two. Constructors refuse wrong
 * values with an {@link InvalidValueException}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TextModelFile.class, name = "text"),
  @JsonSubTypes.Type(value = SightModelFile.class, name = "sight")
})
public sealed interface ModelFile permits TextModelFile, SightModelFile {

  ModelKind kind();

  /** Identity of the vector space; also the file's name. */
  String name();

  /** Numbers in each of its vectors. */
  int dimension();

  ModelCard card();

  /** Everything that the model needs on disk, by the name that the rest of the file uses. */
  Map<String, FileSource> files();

  /** Where a file comes from. */
  default FileSource source(String file) {
    FileSource source = files().get(file);
    if (source == null) {
      throw new InvalidValueException("file", file, String.join(", ", files().keySet()));
    }
    return source;
  }

  /** Checks what both kinds share and returns an unmodifiable copy of the files, in order. */
  static Map<String, FileSource> checked(
      String name, int dimension, ModelCard card, Map<String, FileSource> files) {
    Check.name("name", name);
    Check.range("dimension", dimension, 1, Vector.MAX_DIMENSION);
    Check.required("card", card);
    Check.required("files", files);
    files.forEach(
        (file, source) -> {
          Check.fileName("files." + file, file);
          Check.required("files." + file, source);
        });
    return Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }
}
