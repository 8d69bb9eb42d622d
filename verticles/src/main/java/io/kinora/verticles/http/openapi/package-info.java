/** The OpenAPI document as the source of routes, roles and checks. */
@NullMarked
package io.kinora.verticles.http.openapi;

import org.jspecify.annotations.NullMarked;
