/** Who calls: tokens, roles and the keys that are trusted. */
@NullMarked
package io.kinora.verticles.http.auth;

import org.jspecify.annotations.NullMarked;
