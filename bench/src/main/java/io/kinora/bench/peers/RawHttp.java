package io.kinora.bench.peers;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive connection that sends requests made beforehand. A client that costs next to
 * nothing: it shares the cores with the server that it measures.
 */
public final class RawHttp implements Closeable {

  private static final int BUFFER = 1 << 16;
  private static final String LENGTH = "content-length:";
  private static final String CHUNKED = "transfer-encoding: chunked";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** What has come and is not read yet: from {@code at} to {@code end}. */
  private final byte[] come = new byte[BUFFER];

  private int at;
  private int end;

  public RawHttp(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** The bytes of a request. */
  public static byte[] request(
      String method, String path, String contentType, @Nullable String token, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
            + contentType
            + (token == null ? "" : "\r\nAuthorization: Bearer " + token)
            + "\r\nContent-Length: "
            + content.length
            + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(start, start.length + content.length);
    System.arraycopy(content, 0, whole, start.length, content.length);
    return whole;
  }

  /**
   * @return the answer's body
   * @throws IOException also if the status is not 2xx
   */
  public String send(byte[] request) throws IOException {
    out.write(request);
    out.flush();
    String status = line();
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
      chunked |= header.equalsIgnoreCase(CHUNKED);
    }
    String body = new String(chunked ? chunks() : bytes(length), StandardCharsets.UTF_8);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException(status + ": " + body);
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line().strip(), 16);
      body.write(bytes(size));
      line();
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private String line() throws IOException {
    int start = at;
    while (true) {
      for (; at < end; at++) {
        if (come[at] == '\n') {
          int stop = at > start && come[at - 1] == '\r' ? at - 1 : at;
          at++;
          return new String(come, start, stop - start, StandardCharsets.ISO_8859_1);
        }
      }
      System.arraycopy(come, start, come, 0, end - start);
      end -= start;
      at = end;
      start = 0;
      more();
    }
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    int read = 0;
    while (true) {
      int here = Math.min(length - read, end - at);
      System.arraycopy(come, at, bytes, read, here);
      at += here;
      read += here;
      if (read == length) {
        return bytes;
      }
      at = 0;
      end = 0;
      more();
    }
  }

  private void more() throws IOException {
    int read = in.read(come, end, come.length - end);
    if (read <= 0) {
      throw new EOFException("the server closed the connection, or a header is too long");
    }
    end += read;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
