package io.kinora.search.understand;

import java.util.Locale;

/** How often a query is asked, compared with others. */
public enum QueryClass {
  /** Asked by many: its answer is worth keeping. */
  HEAD,
  TORSO,
  /** Hardly ever asked before: worth looking further for. */
  TAIL;

  /** Lower-case name for answers. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
