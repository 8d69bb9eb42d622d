package io.kinora.verticles.http;

import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;

/** The web page. */
final class PageHandler {

  /** For answers that are no pages. */
  static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private static final String OWN_ONLY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
          + "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final PageFiles files;

  PageHandler(PageFiles files) {
    this.files = files;
  }

  Future<?> index(Exchange exchange) {
    return answer(exchange, "");
  }

  Future<?> file(Exchange exchange) {
    return answer(exchange, exchange.parameter("file"));
  }

  private Future<?> answer(Exchange exchange, String path) {
    StaticContent file =
        files
            .find(path)
            .orElseThrow(
                () ->
                    Problem.of(ProblemType.NOT_FOUND, "path", "there is nothing at this path")
                        .exception());
    exchange
        .response()
        .putHeader("Content-Security-Policy", OWN_ONLY)
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    return file.answer(exchange);
  }
}
