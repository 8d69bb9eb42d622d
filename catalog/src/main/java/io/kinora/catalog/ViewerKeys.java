package io.kinora.catalog;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Finds the keys with which what viewers did is read. */
public interface ViewerKeys {

  /**
   * The keys of viewers, mostly from memory, else in one query for all.
   *
   * @param viewers pseudonyms
   * @return by pseudonym; a viewer that is not in it was erased, and nothing of theirs can be read.
   *     Fails with {@link CatalogueUnavailableException} while the store is away
   */
  CompletionStage<Map<String, ViewerKey>> of(Set<String> viewers);
}
