package io.kinora.indexing.encode.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model for frames and for the queries that look for them.
 *
 * @param frames how a frame becomes a vector
 * @param query how a query becomes a vector in the frames' space
 * @param floor similarity of a query and a frame, -1 to 1, below which they have nothing to do with
 *     one another, or null if that is not known
 */
public record SightModelFile(
    String name,
    int dimension,
    ModelCard card,
    Map<String, FileSource> files,
    FrameTower frames,
    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
        @JsonSubTypes({@JsonSubTypes.Type(CentredQuery.class), @JsonSubTypes.Type(TextTower.class)})
        QuerySide query,
    @Nullable Double floor)
    implements ModelFile {

  public SightModelFile {
    Check.similarity("floor", floor);
    files = ModelFile.checked(name, dimension, card, files);
    Check.required("frames", frames).checkFiles("frames", files);
    Check.required("query", query).checkFiles("query", files);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.SIGHT;
  }
}
