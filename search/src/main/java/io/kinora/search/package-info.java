/** Read side: a request, the query a shard is asked, and what it answers. */
@NullMarked
package io.kinora.search;

import org.jspecify.annotations.NullMarked;
