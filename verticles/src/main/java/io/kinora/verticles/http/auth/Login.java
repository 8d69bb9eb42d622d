package io.kinora.verticles.http.auth;

/**
 * A token that was good.
 *
 * @param caller who holds it
 * @param expiresMs when it ends, milliseconds since 1970; {@link Long#MAX_VALUE} if it does not
 */
public record Login(Caller caller, long expiresMs) {}
