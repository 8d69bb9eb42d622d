package io.kinora.verticles.http.openapi;

import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An operation of the document.
 *
 * @param id {@code operationId}
 * @param path template, e.g. {@code /v1/videos/{id}}
 * @param pattern what a path must match, its parameters as named groups
 * @param bodies shape of the body by media type; empty if it takes none
 * @param takesGzip whether the body may come compressed
 */
public record Operation(
    String id,
    HttpMethod method,
    String path,
    Pattern pattern,
    Access access,
    Parameters parameters,
    Map<String, Shape> bodies,
    boolean takesGzip) {

  public Operation {
    bodies = Map.copyOf(bodies);
  }

  /** Whether its path has a parameter of several segments, so that it takes what no other does. */
  boolean catchesAll() {
    return path.startsWith("/{");
  }
}
