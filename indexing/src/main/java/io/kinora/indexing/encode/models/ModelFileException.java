package io.kinora.indexing.encode.models;

import io.kinora.catalog.InvalidValueException;

/** A model file that cannot be used. The message names the file, the key and what is allowed. */
public final class ModelFileException extends IllegalArgumentException {

  ModelFileException(String file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }

  ModelFileException(String file, InvalidValueException problem) {
    super(file + ": " + problem.getMessage(), problem);
  }
}
