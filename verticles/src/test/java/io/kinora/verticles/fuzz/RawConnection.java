package io.kinora.verticles.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which anything at all can be sent: what HTTP clients take care never to send is
 * what is wanted here. Answers are read as HTTP/1.1 has them, and no other way.
 */
public final class RawConnection implements AutoCloseable {

  private static final int MOST_BODY = 64 << 20;
  private static final int MOST_LINE = 64 << 10;

  private final Socket socket;
  private final InputStream in;

  /**
   * @param patience after which a silent server is taken to hang
   */
  public RawConnection(int port, Duration patience) throws IOException {
    socket = new Socket();
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
    socket.setSoTimeout((int) patience.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
  }

  public void send(byte[] bytes, int from, int to) throws IOException {
    socket.getOutputStream().write(bytes, from, to - from);
    socket.getOutputStream().flush();
  }

  public void send(byte[] bytes) throws IOException {
    send(bytes, 0, bytes.length);
  }

  /** Says that no more will be sent, and goes on listening. */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Leaves without a word, as a killed client does: the server sees a reset. */
  public void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /**
   * The next answer; interim ones (1xx) are passed over.
   *
   * @param head whether it answers a HEAD request and so has no body
   * @return null if the server closed the connection instead
   * @throws java.net.SocketTimeoutException if nothing comes
   * @throws EOFException if the answer stops half-way
   */
  public @Nullable RawAnswer read(boolean head) throws IOException {
    while (true) {
      String line = line();
      if (line == null) {
        return null;
      }
      String[] parts = line.split(" ", 3);
      if (!parts[0].startsWith("HTTP/1.") || parts.length < 2 || !parts[1].matches("[1-5]\\d\\d")) {
        throw new IOException("no status line: " + line);
      }
      int status = Integer.parseInt(parts[1]);
      Map<String, String> headers = headers();
      if (status < 200 && status != 101) {
        continue;
      }
      boolean bodiless = head || status == 101 || status == 204 || status == 304;
      RawAnswer begun = new RawAnswer(status, headers, new byte[0]);
      return bodiless || begun.isEndless() ? begun : new RawAnswer(status, headers, body(headers));
    }
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = some(line()); !line.isEmpty(); line = some(line())) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("no header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks();
    }
    String length = headers.get("content-length");
    return length == null ? in.readNBytes(MOST_BODY) : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(some(line()).split(";", 2)[0].strip(), 16);
      if (size == 0) {
        while (!some(line()).isEmpty()) {
          // A trailer; none is of interest.
        }
        return whole.toByteArray();
      }
      whole.writeBytes(exactly(size));
      line();
    }
  }

  private byte[] exactly(int count) throws IOException {
    if (count > MOST_BODY) {
      throw new IOException("an answer of " + count + " bytes");
    }
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the answer stopped after " + bytes.length + " of " + count);
    }
    return bytes;
  }

  private static String some(@Nullable String line) throws EOFException {
    if (line == null) {
      throw new EOFException("the answer stopped");
    }
    return line;
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("the answer stopped in a line");
      }
      if (line.size() > MOST_LINE) {
        throw new IOException("a header line without end");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
