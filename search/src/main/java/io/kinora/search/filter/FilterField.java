package io.kinora.search.filter;

/** What can be filtered by and counted. */
public enum FilterField {
  ID(Kind.KEYWORD),
  CHANNEL(Kind.KEYWORD),
  TAG(Kind.KEYWORD),
  LANGUAGE(Kind.KEYWORD),
  CATEGORY(Kind.KEYWORD),
  LICENSE(Kind.KEYWORD),

  /** The oldest of the videos that show the same as one, for those of which copies are known. */
  GROUP(Kind.KEYWORD),
  DURATION_S(Kind.NUMBER),
  VIEWS(Kind.NUMBER),
  LIKES(Kind.NUMBER),
  PUBLISHED_AT(Kind.DATE);

  /** How a field's values are written and compared. */
  public enum Kind {
    KEYWORD,
    NUMBER,
    DATE
  }

  private final Kind kind;

  FilterField(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The name in requests. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
