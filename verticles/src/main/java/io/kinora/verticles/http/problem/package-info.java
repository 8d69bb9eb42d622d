/** What went wrong, as RFC 9457 problems. */
@NullMarked
package io.kinora.verticles.http.problem;

import org.jspecify.annotations.NullMarked;
