/** What a query's text is taken to mean. */
@NullMarked
package io.kinora.search.understand;

import org.jspecify.annotations.NullMarked;
