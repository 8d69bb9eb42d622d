package io.kinora.verticles.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Content that stays the same while the server runs.
 *
 * @param etag made of the content, in quotes
 */
record StaticContent(String contentType, Buffer content, String etag) {

  static StaticContent of(String contentType, byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      String etag = '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
      return new StaticContent(contentType, Buffer.buffer(bytes), etag);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Answers with it, or with 304 if the client has it already. */
  Future<Void> answer(Exchange exchange) {
    exchange.response().putHeader("ETag", etag).putHeader("Cache-Control", "no-cache");
    if (EntityTags.matches(exchange.request().getHeader("If-None-Match"), etag)) {
      return exchange.answer(304);
    }
    return exchange.answer(200, contentType, content);
  }
}
