/**
 * Completions of what is being typed: from the titles, channels and tags of a shard's videos, by
 * any of their words, with typing errors, best known first.
 */
@NullMarked
package io.kinora.search.suggest;

import org.jspecify.annotations.NullMarked;
