package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.http.auth.Caller;
import io.kinora.verticles.http.auth.Login;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A client that has 10 s to say who it is, with a token that is good for a minute. */
class AuthenticationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final SetClock time = new SetClock();
  private final Login login = new Login(new Caller("ada", true, Set.of()), time.wallMs() + MINUTE);
  private final Authentication authentication =
      new Authentication(
          new Logins(token -> Optional.of(login), true),
          new Viewers(LiveConfig.DEFAULT),
          PATIENCE,
          time.clock(),
          new Client(null, "::1", new EmbeddedChannel()));

  @Test
  void a_client_without_a_token_may_stay_for_so_long_whatever_the_wall_clock_says() {
    time.set(MINUTE);
    assertThat(authentication.lapse()).isNull();

    time.set(-2 * MINUTE);
    time.pass(PATIENCE.toMillis() + 1);
    assertThat(authentication.lapse()).isEqualTo("no token came");
  }

  @Test
  void a_token_ends_when_the_wall_clock_says_so() {
    assertThat(authentication.logIn("token")).isEqualTo(Authentication.Outcome.ACCEPTED);
    assertThat(authentication.expiresInMs()).isEqualTo(MINUTE);

    time.set(MINUTE - 1);
    assertThat(authentication.lapse()).isNull();
    time.set(1);
    assertThat(authentication.lapse()).isEqualTo("the token has expired");
  }
}
