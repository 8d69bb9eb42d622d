package io.kinora.catalog;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Which channels viewers follow. */
public interface Follows {

  /**
   * The event bus address at which every node is told whose follows have changed: the body is the
   * viewer's pseudonym. Told at least once after the change can be read; also when the viewer was
   * erased, who then follows nobody.
   */
  String CHANGED = "follows.changed";

  /** The most channels that one viewer follows; the oldest are dropped beyond it. */
  int MOST = 5_000;

  /**
   * The channels that a viewer follows.
   *
   * @param viewer pseudonym
   * @return empty for a viewer that is not known; fails with {@link CatalogueUnavailableException}
   *     while the store is away
   */
  CompletionStage<Set<String>> of(String viewer);
}
