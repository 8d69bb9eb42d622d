package io.kinora.verticles.http.auth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param subject of the token, or null for someone without one
 * @param roles words of the claim {@code roles}
 */
public record Caller(@Nullable String subject, boolean signedIn, Set<String> roles) {

  public static final Caller ANONYMOUS = new Caller(null, false, Set.of());

  public Caller {
    roles = Set.copyOf(roles);
  }
}
