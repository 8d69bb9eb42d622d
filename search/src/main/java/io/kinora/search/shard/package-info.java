/**
 * Search over one shard: retrievers that each bring candidates of one kind and score those that the
 * others brought, filters, facets, sorting, and what a hit shows.
 */
@NullMarked
package io.kinora.search.shard;

import org.jspecify.annotations.NullMarked;
