package io.kinora.indexing.encode.models;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model for texts.
 *
 * @param text how a text becomes a vector
 * @param floor similarity of a query and a text, -1 to 1, below which they have nothing to do with
 *     one another, or null if that is not known
 */
public record TextModelFile(
    String name,
    int dimension,
    ModelCard card,
    Map<String, FileSource> files,
    TextTower text,
    @Nullable Double floor)
    implements ModelFile {

  public TextModelFile {
    Check.similarity("floor", floor);
    files = ModelFile.checked(name, dimension, card, files);
    Check.required("text", text).checkFiles("text", files);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.TEXT;
  }
}
