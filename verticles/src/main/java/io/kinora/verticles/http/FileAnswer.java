package io.kinora.verticles.http;

import io.kinora.indexing.objects.ObjectStore;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers with an object of the store, straight from its file. */
final class FileAnswer {

  private final ObjectStore objects;

  FileAnswer(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * @param contentType by its first bytes
   */
  record Found(String key, Path file, long size, String contentType) {

    /** Keys are never given to other content. */
    String etag() {
      return '"' + key + '"';
    }
  }

  /** An object, or empty if there is none of that key. */
  Future<Optional<Found>> find(Exchange exchange, String key) {
    return exchange.work().executeBlocking(() -> look(key), false).map(Objects::requireNonNull);
  }

  private Optional<Found> look(String key) throws IOException {
    Optional<Path> file = objects.file(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      String contentType = ContentTypes.sniff(in.readNBytes(ContentTypes.HEAD_BYTES));
      return Optional.of(new Found(key, file.get(), Files.size(file.get()), contentType));
    }
  }

  /** Sends it, or the range of it that is asked for, or 304 if the client has it already. */
  Future<Void> send(Exchange exchange, Found found) {
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = exchange.response();
    response.putHeader("ETag", found.etag()).putHeader("Accept-Ranges", "bytes");
    if (EntityTags.matches(request.getHeader("If-None-Match"), found.etag())) {
      return exchange.answer(304);
    }
    ByteRange range = range(request, found);
    response.putHeader("Content-Type", found.contentType());
    if (range == null) {
      return send(exchange, found, new ByteRange(0, found.size()));
    }
    response
        .setStatusCode(206)
        .putHeader(
            "Content-Range", "bytes " + range.start() + "-" + range.end() + "/" + found.size());
    return send(exchange, found, range);
  }

  private static @Nullable ByteRange range(HttpServerRequest request, Found found) {
    String condition = request.getHeader("If-Range");
    if (condition != null && !condition.equals(found.etag())) {
      return null;
    }
    String header = request.getHeader("Range");
    try {
      return ByteRange.parse(header, found.size());
    } catch (ByteRange.UnsatisfiableException outside) {
      throw Problem.of(
              ProblemType.RANGE_NOT_SATISFIABLE,
              "Range",
              "Range is " + header + "; allowed: within 0 to " + (found.size() - 1))
          .withHeader("Content-Range", "bytes */" + found.size())
          .exception();
    }
  }

  private static Future<Void> send(Exchange exchange, Found found, ByteRange range) {
    HttpServerResponse response = exchange.response();
    response.putHeader("Content-Length", Long.toString(range.length()));
    exchange.place().leave(); // a film is sent for as long as it is watched
    boolean headOnly = exchange.request().method().equals(HttpMethod.HEAD);
    return headOnly
        ? response.end()
        : response.sendFile(found.file().toString(), range.start(), range.length());
  }
}
