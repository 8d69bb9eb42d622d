package io.kinora.verticles.http.auth;

import java.util.List;

/**
 * Who may do what.
 *
 * @param anonymousSearch whether searching and watching work without a token
 * @param issuers whose tokens are trusted; empty means that nobody can sign in
 */
public record AuthConfig(boolean anonymousSearch, List<TrustedIssuer> issuers) {

  public AuthConfig {
    issuers = List.copyOf(issuers);
  }
}
