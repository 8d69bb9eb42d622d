package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  @Test
  void what_the_problem_says_holds() {
    Problem full = Problem.of(ProblemType.OVERLOADED, "full").withHeader("Retry-After", "7");

    assertThat(RetryAfter.ms(full)).isEqualTo(7_000);
  }

  @Test
  void a_fault_of_the_server_may_pass_and_what_the_client_did_will_not() {
    assertThat(RetryAfter.ms(Problem.of(ProblemType.INTERNAL, "a fault"))).isEqualTo(5_000);
    assertThat(RetryAfter.ms(Problem.of(ProblemType.NOT_CONFIGURED, "not here"))).isZero();
    assertThat(RetryAfter.ms(Problem.of(ProblemType.INVALID_VALUE, "wrong"))).isZero();
  }
}
