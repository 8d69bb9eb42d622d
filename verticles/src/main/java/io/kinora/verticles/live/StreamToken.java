package io.kinora.verticles.live;

import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a stream: everything before it has been delivered. To clients a text without
 * meaning, for the server the same on every node.
 *
 * @param stream {@link Subject#code}
 * @param epoch which log, shortened
 * @param next offset of the first record that has not been looked at, at least 0
 */
record StreamToken(String stream, String epoch, long next) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{8})\\.([A-Za-z0-9_-]{6})\\.(0|[1-9a-z][0-9a-z]{0,11})");
  private static final int RADIX = 36;

  /** The token of a text, or empty if it is none. */
  static Optional<StreamToken> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new StreamToken(parts.group(1), parts.group(2), Long.parseLong(parts.group(3), RADIX)))
        : Optional.empty();
  }

  /**
   * The token of a client's text.
   *
   * @throws ProblemException if it is none
   */
  static StreamToken of(String text) {
    return parse(text).orElseThrow(() -> unusable("it is none"));
  }

  /** What a client is told whose token is of no use. */
  static ProblemException unusable(String why) {
    return Problem.of(
            ProblemType.INVALID_VALUE,
            "resume",
            "resume cannot be used: " + why + "; allowed: a token of this stream, as it was given")
        .exception();
  }

  String text() {
    return stream + "." + epoch + "." + Long.toString(next, RADIX);
  }
}
