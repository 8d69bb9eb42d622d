package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.Identity;
import io.kinora.verticles.http.auth.Caller;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose events they are: the token's subject, else what the browser calls itself. */
final class Senders {

  static final String SESSION = "Kinora-Session";
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._~-]{16,128}");

  private Senders() {}

  /** Of a request that says it in headers. */
  static Identity of(Exchange exchange) {
    JsonNode session = exchange.parameters().get(SESSION);
    return of(exchange.caller(), session == null ? null : session.textValue());
  }

  /**
   * @param session what the browser calls itself; does not matter for someone with a login
   */
  static Identity of(Caller caller, @Nullable String session) {
    if (caller.subject() != null) {
      return new Identity.Login(caller.subject());
    }
    if (session == null || !WELL_FORMED.matcher(session).matches()) {
      throw Problem.of(
              ProblemType.INVALID_VALUE,
              SESSION,
              SESSION
                  + (session == null ? " is missing" : " is not well-formed")
                  + "; allowed: a token in its place, or 16 to 128 of A-Z a-z 0-9 . _ ~ - that the"
                  + " browser made at random and keeps")
          .exception();
    }
    return new Identity.Session(session);
  }
}
