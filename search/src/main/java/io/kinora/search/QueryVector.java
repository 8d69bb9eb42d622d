package io.kinora.search;

import io.kinora.catalog.Vector;

/** A query vector that the client computed itself. */
public record QueryVector(Field field, Vector vector) {

  public enum Field {
    TEXT,
    VIDEO,
    FRAME
  }
}
