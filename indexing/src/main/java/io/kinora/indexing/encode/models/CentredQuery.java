package io.kinora.indexing.encode.models;

import java.util.Map;

/**
 * The frames were trained into the space of a text model, less a constant vector: {@code query =
 * normalise(encoder(text) - centre)}.
 *
 * @param encoder name of the text model
 * @param centre JSON file with the vector to subtract, as {@code {"centre": [..]}}
 */
public record CentredQuery(String encoder, String centre) implements QuerySide {

  public CentredQuery {
    Check.name("encoder", encoder);
    Check.required("centre", centre);
  }

  @Override
  public void checkFiles(String path, Map<String, FileSource> files) {
    Check.listed(path + ".centre", centre, files);
  }
}
