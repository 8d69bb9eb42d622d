package io.kinora.verticles.live;

import io.kinora.verticles.http.auth.Login;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who one client is: by the token with which it came, or by the last one that it has sent. A token
 * may be renewed while the connection lasts, but the connection never passes to somebody else.
 */
final class Authentication {

  /** What comes of a token. */
  enum Outcome {
    ACCEPTED,
    /** It is not good, or has expired. */
    BAD_TOKEN,
    /** It is good, but somebody else's. */
    OTHER_SUBJECT,
    /** Its subject has as many connections as are allowed. */
    TOO_MANY_CONNECTIONS
  }

  private final Logins logins;
  private final Viewers viewers;
  private final Duration patience;
  private final LiveClock clock;
  private final Client client;
  private final long opened;
  private @Nullable Login login;
  private String viewer;

  /**
   * @param patience until then a client that needs a login must have one
   */
  Authentication(
      Logins logins, Viewers viewers, Duration patience, LiveClock clock, Client client) {
    this.logins = logins;
    this.viewers = viewers;
    this.patience = patience;
    this.clock = clock;
    this.client = client;
    this.opened = clock.runMs();
    this.login = client.login();
    this.viewer = client.name();
  }

  /** Who it is for limits, as {@link Client#name} has it. */
  String viewer() {
    return viewer;
  }

  boolean signedIn() {
    return login != null;
  }

  /** Whether it may do nothing yet but send a token. */
  boolean missing() {
    return login == null && logins.needed();
  }

  /** For how long the login is still good, or null if it never expires or there is none. */
  @Nullable Long expiresInMs() {
    return login == null || login.expiresMs() == Long.MAX_VALUE
        ? null
        : Math.max(0, login.expiresMs() - clock.nowMs());
  }

  /**
   * The login's subject.
   *
   * @throws io.kinora.verticles.http.problem.ProblemException if there is none
   */
  String subject() {
    String subject = login == null ? null : login.caller().subject();
    if (subject == null) {
      throw Problem.of(
              ProblemType.UNAUTHENTICATED, "stream", "follows is about someone: send a token")
          .exception();
    }
    return subject;
  }

  /** A token came, the first one or a newer one. Unless it is accepted nothing changes. */
  Outcome logIn(String token) {
    Login now = logins.known().apply(token).orElse(null);
    if (now == null) {
      return Outcome.BAD_TOKEN;
    }
    if (login != null && !Objects.equals(login.caller().subject(), now.caller().subject())) {
      return Outcome.OTHER_SUBJECT;
    }
    String key = new Client(now, client.address(), client.channel()).name();
    if (!key.equals(viewer)) {
      if (!viewers.move(viewer, key)) {
        return Outcome.TOO_MANY_CONNECTIONS;
      }
      viewer = key;
    }
    login = now;
    return Outcome.ACCEPTED;
  }

  /** Why the client may stay no longer, or null if it may. */
  @Nullable String lapse() {
    if (missing() && clock.runMs() - opened > patience.toMillis()) {
      return "no token came";
    }
    return login != null && login.expiresMs() <= clock.nowMs() ? "the token has expired" : null;
  }
}
