/** The JSON of requests and answers. */
@NullMarked
package io.kinora.verticles.http.json;

import org.jspecify.annotations.NullMarked;
