package io.kinora.search.understand;

import io.kinora.search.lexicon.Name;

/**
 * A mention of something that the catalogue knows.
 *
 * @param id the channel or tag as videos have it
 * @param text the mention as typed
 * @param start where it begins in the words looked for
 * @param end past its last character
 * @param score how likely it is meant, 0 to 1
 */
public record Entity(Name.Type type, String id, String text, int start, int end, double score) {}
