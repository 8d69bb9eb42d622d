package io.kinora.verticles.http;

import io.kinora.verticles.http.auth.AuthConfig;
import io.kinora.verticles.http.auth.Authenticator;
import io.kinora.verticles.http.auth.Caller;
import io.kinora.verticles.http.openapi.Access;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who may call an operation, by the operation's security in the document. */
final class Admission {

  private static final String SCHEME = "bearer ";

  private final Authenticator authenticator;
  private final boolean anonymousSearch;
  private final Gate gate;

  Admission(Authenticator authenticator, AuthConfig config, Gate gate) {
    this.authenticator = authenticator;
    this.anonymousSearch = config.anonymousSearch();
    this.gate = gate;
  }

  /**
   * @return who calls
   * @throws ProblemException with 401, 403 or 429
   */
  Caller admit(HttpServerRequest request, Access access) {
    if (access instanceof Access.Open) {
      return Caller.ANONYMOUS;
    }
    String header = request.getHeader("Authorization");
    Optional<Caller> caller = header == null ? Optional.of(Caller.ANONYMOUS) : signedIn(header);
    gate.charge(client(request, caller.map(Caller::subject).orElse(null)));
    if (caller.isEmpty()) {
      throw unauthenticated(
          "the token is not valid: expired, or not signed for this server by a trusted key",
          ", error=\"invalid_token\"");
    }
    require(caller.get(), access);
    return caller.get();
  }

  private Optional<Caller> signedIn(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return authenticator.caller(header.substring(SCHEME.length()).strip());
  }

  private void require(Caller caller, Access access) {
    boolean withoutToken =
        access instanceof Access.InBody || access instanceof Access.Anonymous && anonymousSearch;
    if (!caller.signedIn() && !withoutToken) {
      throw unauthenticated("send a token: Authorization: Bearer ...", "");
    }
    if (access instanceof Access.Roles(Set<String> roles)
        && !roles.isEmpty()
        && Collections.disjoint(roles, caller.roles())) {
      throw Problem.of(
              ProblemType.FORBIDDEN,
              "the token's roles are "
                  + shown(caller.roles())
                  + "; needed: one of "
                  + String.join(", ", roles.stream().sorted().toList()))
          .withHeader("WWW-Authenticate", "Bearer realm=\"kinora\", error=\"insufficient_scope\"")
          .exception();
    }
  }

  private static String shown(Set<String> roles) {
    String all = String.join(", ", roles.stream().sorted().toList());
    return all.isEmpty() ? "none" : all.substring(0, Math.min(all.length(), 100));
  }

  private static ProblemException unauthenticated(String detail, String error) {
    return Problem.of(ProblemType.UNAUTHENTICATED, "Authorization", detail)
        .withHeader("WWW-Authenticate", "Bearer realm=\"kinora\"" + error)
        .exception();
  }

  private static String client(HttpServerRequest request, @Nullable String subject) {
    return subject != null ? "subject " + subject : "address " + request.remoteAddress().host();
  }
}
