package io.kinora.verticles.http;

import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks bodies, and never more of one than is allowed. */
final class Gunzip {

  private Gunzip() {}

  /**
   * @param mostBytes that may come out
   * @throws ProblemException with {@link ProblemType#TOO_LARGE} if it is more, with {@link
   *     ProblemType#MALFORMED} if it is not gzip
   */
  static byte[] unpack(byte[] packed, int mostBytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8 << 10)) {
      byte[] unpacked = in.readNBytes(mostBytes + 1);
      if (unpacked.length > mostBytes) {
        throw RequestBody.tooLarge(mostBytes);
      }
      return unpacked;
    } catch (IOException broken) {
      throw Problem.of(
              ProblemType.MALFORMED, "Content-Encoding", "the body is not gzip, or not all of it")
          .exception();
    }
  }
}
