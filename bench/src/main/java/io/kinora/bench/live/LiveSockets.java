package io.kinora.bench.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clients of the live feed, all on one thread and one selector, each with one subscription. As
 * little WebSocket as will do: small frames out, whole text frames in, heartbeats answered.
 */
final class LiveSockets implements AutoCloseable {

  private static final int HANDSHAKES_AT_ONCE = 64;
  private static final byte[] ACK = frame("{\"type\":\"ack\"}");
  private static final byte[] SUBSCRIBED =
      "{\"type\":\"subscribed\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PONG = "{\"type\":\"pong\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ITEM = "{\"type\":\"item\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HIT = "\"hit\":{\"id\":\"".getBytes(StandardCharsets.US_ASCII);

  /** Told of each video that reaches a socket. */
  @FunctionalInterface
  interface Arrivals {
    void arrived(int socket, String video, long nanos);
  }

  private final class Socket {
    private final int number;
    private final SocketChannel channel;
    private final byte[] subscribe;
    private byte[] rest = new byte[0];
    private boolean open;

    Socket(int number, String subscription) throws IOException {
      this.number = number;
      this.subscribe = frame(subscription);
      channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 8 << 10);
      // 28,000 ports are not enough for more than as many sockets from one address.
      channel.bind(new InetSocketAddress("127.0.0." + (2 + number / 20_000), 0));
      channel.configureBlocking(false);
      channel.connect(server);
      channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    void connected() throws IOException {
      channel.finishConnect();
      write(
          ("GET /v1/live HTTP/1.1\r\nHost: "
                  + server.getHostString()
                  + ":"
                  + server.getPort()
                  + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Protocol: kinora.v1\r\n"
                  + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
    }

    void write(byte[] bytes) throws IOException {
      ByteBuffer out = ByteBuffer.wrap(bytes);
      channel.write(out);
      if (out.hasRemaining()) {
        throw new IOException("the server does not read what socket " + number + " sends");
      }
    }

    /** Takes in what has come. */
    void read() throws IOException {
      in.clear().put(rest);
      if (channel.read(in) < 0) {
        throw new IOException("the server closed a socket");
      }
      in.flip();
      if (!open && !handshake()) {
        rest = remaining();
        return;
      }
      while (next()) {
        // One frame after the other.
      }
      rest = remaining();
    }

    private boolean handshake() throws IOException {
      int end = indexOf(in.array(), 0, in.limit(), "\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      if (end < 0) {
        return false;
      }
      String status = new String(in.array(), 0, 12, StandardCharsets.US_ASCII);
      if (!status.endsWith("101")) {
        throw new IOException(
            "refused: " + new String(in.array(), 0, in.limit(), StandardCharsets.US_ASCII));
      }
      in.position(end + 4);
      open = true;
      write(subscribe);
      return true;
    }

    /** The next frame, if it is there as a whole. */
    private boolean next() throws IOException {
      if (in.remaining() < 2) {
        return false;
      }
      int at = in.position();
      int opcode = in.get(at) & 15;
      int size = in.get(at + 1) & 127;
      int head = 2;
      if (size == 126) {
        if (in.remaining() < 4) {
          return false;
        }
        size = in.getShort(at + 2) & 0xFFFF;
        head = 4;
      }
      if (in.remaining() < head + size) {
        return false;
      }
      if (opcode == 8) {
        throw new IOException("the server said goodbye");
      }
      heard(at + head, at + head + size);
      in.position(at + head + size);
      return true;
    }

    private void heard(int from, int to) throws IOException {
      byte[] bytes = in.array();
      if (begins(bytes, from, ITEM)) {
        int id = indexOf(bytes, from, to, HIT) + HIT.length;
        int end = id;
        while (bytes[end] != '"') {
          end++;
        }
        arrivals.arrived(
            number, new String(bytes, id, end - id, StandardCharsets.US_ASCII), System.nanoTime());
      } else if (begins(bytes, from, PONG)) {
        write(ACK);
      } else if (begins(bytes, from, SUBSCRIBED)) {
        subscribed++;
      } else if (begins(bytes, from, "{\"type\":\"error\"".getBytes(StandardCharsets.US_ASCII))) {
        throw new IOException(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      }
    }

    private byte[] remaining() {
      byte[] left = new byte[in.remaining()];
      in.get(left);
      return left;
    }
  }

  private final InetSocketAddress server;
  private final Arrivals arrivals;
  private final Selector selector = Selector.open();
  private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
  private final List<Socket> sockets = new ArrayList<>();
  private int subscribed;
  private int closed;
  private @Nullable String firstFault;

  LiveSockets(InetSocketAddress server, Arrivals arrivals) throws IOException {
    this.server = server;
    this.arrivals = arrivals;
  }

  /**
   * Opens a socket for each subscription and waits until all of them hear.
   *
   * @param subscriptions {@code subscribe} frames
   */
  void open(List<String> subscriptions) throws IOException {
    for (String subscription : subscriptions) {
      while (sockets.size() - subscribed - closed >= HANDSHAKES_AT_ONCE) {
        turn(100);
        requireNoFault();
      }
      sockets.add(new Socket(sockets.size(), subscription));
    }
    while (subscribed < sockets.size()) {
      turn(100);
      requireNoFault();
    }
  }

  private void requireNoFault() throws IOException {
    if (firstFault != null) {
      throw new IOException(firstFault);
    }
  }

  /** Reads from a socket no more. */
  void stopReading(int socket) {
    SelectionKey key = sockets.get(socket).channel.keyFor(selector);
    if (key != null && key.isValid()) {
      key.interestOps(0);
    }
  }

  /** How many the server has closed. */
  int closed() {
    return closed;
  }

  @Nullable String firstFault() {
    return firstFault;
  }

  /** Takes in what has come, or waits for it. */
  void turn(long millis) throws IOException {
    selector.select(millis);
    for (SelectionKey key : selector.selectedKeys()) {
      Socket socket = (Socket) key.attachment();
      try {
        if (key.isConnectable()) {
          socket.connected();
        } else {
          socket.read();
        }
      } catch (IOException over) {
        firstFault = firstFault == null ? over.getMessage() : firstFault;
        closed++;
        key.cancel();
        socket.channel.close();
      }
    }
    selector.selectedKeys().clear();
  }

  /** A text frame of a client; masked with zeros, which leaves it as it is. */
  private static byte[] frame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    boolean small = payload.length < 126;
    ByteBuffer frame = ByteBuffer.allocate((small ? 6 : 8) + payload.length).put((byte) 0x81);
    if (small) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) 0xFE).putShort((short) payload.length);
    }
    return frame.putInt(0).put(payload).array();
  }

  private static boolean begins(byte[] bytes, int from, byte[] with) {
    for (int i = 0; i < with.length; i++) {
      if (bytes[from + i] != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(byte[] bytes, int from, int to, byte[] what) {
    for (int at = from; at <= to - what.length; at++) {
      if (begins(bytes, at, what)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.channel.close();
    }
    selector.close();
  }
}
