/**
 * What the catalogue itself says of language: its words, the names in it, and what its categories
 * are about. Read from each shard, merged, asked by the steps that understand queries.
 */
@NullMarked
package io.kinora.search.lexicon;

import org.jspecify.annotations.NullMarked;
