package io.kinora.verticles.http;

import io.kinora.verticles.http.openapi.Shown;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parts of a form (RFC 7578) by name; what a part says of itself beside its name is ignored.
 */
final class FormParts {

  private static final int MOST_PARTS = 32;
  private static final int MOST_UNREAD = 1 << 20;

  private FormParts() {}

  /**
   * @param contentType of the request, with the boundary
   * @param body whole
   * @throws ProblemException if it is no form, ends too early, or names a part twice
   */
  static Map<String, byte[]> read(String contentType, byte[] body) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false),
              request,
              StandardCharsets.UTF_8,
              MOST_PARTS,
              MOST_UNREAD);
      decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
      if (decoder.currentPartialHttpData() != null) {
        throw malformed("the form ends in the middle of a part");
      }
      return parts(decoder);
    } catch (ProblemException named) {
      throw named;
    } catch (IOException | RuntimeException unreadable) {
      // The decoder meets what is no form with exceptions of many kinds.
      throw malformed("the body is not a form of up to " + MOST_PARTS + " parts");
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }

  private static Map<String, byte[]> parts(HttpPostMultipartRequestDecoder decoder)
      throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
      byte[] before = data instanceof HttpData part ? parts.put(part.getName(), part.get()) : null;
      if (before != null) {
        String name = Shown.name(data.getName());
        throw Problem.of(
                ProblemType.INVALID_VALUE, name, name + " is given more than once; allowed: once")
            .exception();
      }
    }
    return parts;
  }

  private static ProblemException malformed(String why) {
    return Problem.of(ProblemType.MALFORMED, why).exception();
  }
}
