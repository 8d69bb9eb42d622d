package io.kinora.catalog;

import java.util.Set;

/**
 * What a feed needs to know of a viewer.
 *
 * @param follows channels
 * @param hidden ids of videos not to be shown again
 * @param seen ids of videos that were watched, or shown within the last days; the latest few
 *     thousand
 */
public record ViewerState(Set<String> follows, Set<String> hidden, Set<String> seen) {

  /** Of somebody nothing is known of. */
  public static final ViewerState NOTHING = new ViewerState(Set.of(), Set.of(), Set.of());

  public ViewerState {
    follows = Set.copyOf(follows);
    hidden = Set.copyOf(hidden);
    seen = Set.copyOf(seen);
  }
}
