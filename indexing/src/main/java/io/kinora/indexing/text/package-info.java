/** How text becomes terms, in any language, when writing and when searching alike. */
@NullMarked
package io.kinora.indexing.text;

import org.jspecify.annotations.NullMarked;
