package io.kinora.indexing.encode.models;

import java.io.IOException;

/** A model whose files have not been fetched. The message says how to fetch them. */
public final class ModelNotInstalledException extends IOException {

  ModelNotInstalledException(String model, String file) {
    super(
        "%s is not installed (%s is missing): run `kinora models pull %s`"
            .formatted(model, file, model));
  }
}
