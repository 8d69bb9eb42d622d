package io.kinora.verticles.live;

import io.kinora.verticles.http.auth.Login;
import java.util.Optional;
import java.util.function.Function;

/**
 * How clients tell who they are.
 *
 * @param known whom a token stands for
 * @param needed whether nobody may listen without a login
 */
record Logins(Function<String, Optional<Login>> known, boolean needed) {}
