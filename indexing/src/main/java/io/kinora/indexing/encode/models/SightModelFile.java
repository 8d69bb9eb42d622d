package io.kinora.indexing.encode.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/**
 * A model for frames and for the queries that look for them.
 *
 * @param frames how a frame becomes a vector
 * @param query how a query becomes a vector in the frames' space
 */
public record SightModelFile(
    String name,
    int dimension,
    ModelCard card,
    Map<String, FileSource> files,
    FrameTower frames,
    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
        @JsonSubTypes({@JsonSubTypes.Type(CentredQuery.class), @JsonSubTypes.Type(TextTower.class)})
        QuerySide query)
    implements ModelFile {

  public SightModelFile {
    files = ModelFile.checked(name, dimension, card, files);
    Check.required("frames", frames).checkFiles("frames", files);
    Check.required("query", query).checkFiles("query", files);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.SIGHT;
  }
}
