package io.kinora.search.understand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a query beyond its words.
 *
 * @param entities in the order of their mentions
 * @param category of the videos it is after, or null if unclear
 */
public record Reading(List<Entity> entities, @Nullable Category category, QueryClass queryClass) {

  /** Nothing. */
  public static final Reading NONE = new Reading(List.of(), null, QueryClass.TORSO);

  public Reading {
    entities = List.copyOf(entities);
  }
}
