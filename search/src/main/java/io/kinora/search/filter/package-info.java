/** The filter language: its syntax tree and its parser. */
@NullMarked
package io.kinora.search.filter;

import org.jspecify.annotations.NullMarked;
