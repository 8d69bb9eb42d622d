package io.kinora.verticles.http.problem;

/** The kinds of problem a client can meet; their names never change. */
public enum ProblemType {
  MALFORMED("malformed", 400, "The request cannot be read"),
  INVALID_VALUE("invalid-value", 400, "A value is not allowed"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid token is needed"),
  FORBIDDEN("forbidden", 403, "The token does not allow this"),
  NOT_FOUND("not-found", 404, "There is no such thing"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not take that method"),
  TOO_SLOW("too-slow", 408, "The request took too long to arrive"),
  VERSION_CONFLICT("version-conflict", 409, "The video is at another version"),
  CONFLICT("conflict", 409, "This does not go together with how things stand"),
  TOO_LARGE("too-large", 413, "More than this server takes"),
  URI_TOO_LONG("uri-too-long", 414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "A body of this type is not taken"),
  RANGE_NOT_SATISFIABLE("range-not-satisfiable", 416, "The file ends before this range"),
  UNUSABLE("unusable", 422, "The content cannot be used"),
  UPGRADE_REQUIRED("upgrade-required", 426, "Another protocol is spoken here"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  HEADERS_TOO_LARGE("headers-too-large", 431, "The headers are too large"),
  INTERNAL("internal", 500, "Something went wrong here"),
  NOT_CONFIGURED("not-configured", 501, "This server is not set up for that"),
  OVERLOADED("overloaded", 503, "No room for more work just now"),
  UNAVAILABLE("unavailable", 503, "A part that this needs is not there just now"),
  TIMED_OUT("timed-out", 504, "Nothing could be answered in time");

  private final String name;
  private final int status;
  private final String title;

  ProblemType(String name, int status, String title) {
    this.name = name;
    this.status = status;
    this.title = title;
  }

  public String uri() {
    return "urn:kinora:problem:" + name;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
