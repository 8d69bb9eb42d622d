package io.kinora.indexing.encode.models;

import java.util.Map;

/**
 * A model for texts.
 *
 * @param text how a text becomes a vector
 */
public record TextModelFile(
    String name, int dimension, ModelCard card, Map<String, FileSource> files, TextTower text)
    implements ModelFile {

  public TextModelFile {
    files = ModelFile.checked(name, dimension, card, files);
    Check.required("text", text).checkFiles("text", files);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.TEXT;
  }
}
