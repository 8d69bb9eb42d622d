package io.kinora.indexing.encode.models;

import java.util.Map;

/** How a query becomes a vector in the space of the frames. */
public sealed interface QuerySide permits CentredQuery, TextTower {

  /** Refuses a mention of a file that the model file does not list. */
  void checkFiles(String path, Map<String, FileSource> files);
}
