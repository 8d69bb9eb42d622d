package io.kinora.indexing.encode.models;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/** Fetches one URL into a file that may already hold its beginning (RFC 9110, range requests). */
final class Download {

  /** What a file of unknown size may have at most. */
  private static final long LARGEST = 8L << 30;

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final FileSource.Download source;
  private final String name;
  private final Duration patience;
  private final PullProgress progress;

  Download(
      HttpClient client,
      FileSource.Download source,
      String name,
      Duration patience,
      PullProgress progress) {
    this.client = client;
    this.source = source;
    this.name = name;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Appends what is missing. When this returns the file is whole, as far as its size tells.
   *
   * @throws RefusedException if the server will not give it, so that trying again is of no use
   * @throws IOException if the connection fails; what has come stays
   */
  void run(FileChannel part) throws IOException, InterruptedException {
    Long size = source.bytes();
    if (size != null && part.size() > size) {
      part.truncate(0);
    }
    if (size != null && part.size() == size) {
      return;
    }
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = ask(part.size());
    try (Chunks chunks = new Chunks(response.body(), patience)) {
      int status = response.statusCode();
      if (status == RANGE_NOT_SATISFIABLE && part.size() > 0) {
        if (header(response, "Content-Range").equals("bytes */" + part.size())) {
          return;
        }
        part.truncate(0);
        throw new IOException(source.url() + " no longer has the rest of what was begun");
      }
      if (status == OK) {
        part.truncate(0);
      } else if (status != PARTIAL || !continuesAt(response, part.size())) {
        throw new RefusedException(source.url() + " answered " + status);
      }
      append(chunks, part, response.headers().firstValueAsLong("Content-Length").orElse(-1));
    }
    if (size != null && part.size() < size) {
      throw new IOException(
          "%s ended after %d of %d bytes".formatted(source.url(), part.size(), size));
    }
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(long from)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(source.url()).timeout(patience).header("User-Agent", "kinora");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response;
    try {
      response = client.send(request.build(), BodyHandlers.ofPublisher());
    } catch (IOException e) {
      throw new IOException(unreachable(e), e);
    }
    URI redirected = response.uri();
    if (!FileSource.Download.secure(redirected)) {
      throw new RefusedException(source.url() + " leads to " + redirected + ", which is not https");
    }
    return response;
  }

  /** The client's own exceptions often have no message, and none names the server. */
  private String unreachable(IOException cause) {
    String why =
        switch (cause) {
          case HttpConnectTimeoutException timeout -> "no connection in time";
          case HttpTimeoutException timeout -> "no answer in time";
          case ConnectException refused when unresolved(refused) -> "its name is not known here";
          case ConnectException refused -> "no connection";
          default ->
              cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    return "%s: %s; can this machine reach %s?"
        .formatted(source.url(), why, source.url().getHost());
  }

  private static boolean unresolved(Throwable failure) {
    return failure instanceof UnresolvedAddressException
        || (failure.getCause() != null && unresolved(failure.getCause()));
  }

  private void append(Chunks chunks, FileChannel part, long announced)
      throws IOException, InterruptedException {
    Long size = source.bytes();
    long most = size == null ? LARGEST : size;
    long total = size != null ? size : announced < 0 ? -1 : part.size() + announced;
    long done = part.size();
    for (List<ByteBuffer> chunk = chunks.next(); !chunk.isEmpty(); chunk = chunks.next()) {
      for (ByteBuffer bytes : chunk) {
        if (done + bytes.remaining() > most) {
          part.truncate(0);
          throw new RefusedException(source.url() + " sends more than " + most + " bytes");
        }
        while (bytes.hasRemaining()) {
          done += part.write(bytes, done);
        }
      }
      progress.at(name, done, total);
    }
  }

  private static boolean continuesAt(HttpResponse<?> response, long offset) {
    return header(response, "Content-Range").startsWith("bytes " + offset + "-");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The server will not give the file. */
  static final class RefusedException extends IOException {
    RefusedException(String message) {
      super(message);
    }
  }
}
