/** The HTTP API: one handler an operation, validated against the OpenAPI document it serves. */
@NullMarked
package io.kinora.verticles.http;

import org.jspecify.annotations.NullMarked;
