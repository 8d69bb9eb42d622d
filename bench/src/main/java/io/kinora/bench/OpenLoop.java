package io.kinora.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a constant rate whether or not answers come, as independent users do. A
 * request's time counts from the moment it was due, not from when it could be sent, so that a
 * server that stalls is charged for all who would have come meanwhile. One thread and plain
 * sockets: server and client share the processor.
 */
final class OpenLoop implements AutoCloseable {

  private static final int CONNECTIONS = 1_024;
  private static final long LATE_ANSWERS_NANOS = 3_000_000_000L;

  /**
   * What came of a run.
   *
   * @param seconds it lasted
   * @param accepted nanoseconds until a 200, ascending
   * @param refused how many 429 and 503
   * @param refusedNanos until those, ascending
   * @param other how many other answers, 504 for one
   * @param unanswered how many had no answer three seconds after the end
   */
  record Outcome(double seconds, long[] accepted, long[] refusedNanos, int other, int unanswered) {

    double acceptedPerSecond() {
      return accepted.length / seconds;
    }

    double refusedPerSecond() {
      return refusedNanos.length / seconds;
    }

    double acceptedShare() {
      return (double) accepted.length
          / Math.max(1, accepted.length + refusedNanos.length + other + unanswered);
    }

    double acceptedMillis(double quantile) {
      return millis(accepted, quantile);
    }

    double refusedMillis(double quantile) {
      return millis(refusedNanos, quantile);
    }

    private static double millis(long[] ascending, double quantile) {
      return ascending.length == 0
          ? Double.NaN
          : ascending[(int) Math.min(ascending.length - 1, ascending.length * quantile)] / 1e6;
    }
  }

  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(32 << 10);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long due;
    private int left = -1;
    private int status;
    private boolean busy;

    Connection() throws IOException {
      channel = SocketChannel.open(address);
      channel.configureBlocking(false);
      channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(byte[] request, long at) throws IOException {
      due = at;
      busy = true;
      left = -1;
      in.clear();
      out = ByteBuffer.wrap(request);
      write();
    }

    void write() throws IOException {
      channel.write(out);
      SelectionKey key = channel.keyFor(selector);
      int wanted =
          out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
      if (key.interestOps() != wanted) {
        key.interestOps(wanted);
      }
    }

    /** Takes in what has come; true once the answer is whole. */
    boolean read() throws IOException {
      if (left > 0) {
        in.clear();
      }
      int count = channel.read(in);
      if (count < 0) {
        throw new IOException("the server closed a connection");
      }
      if (left < 0) {
        int end = headEnd();
        if (end < 0) {
          return false;
        }
        String head = new String(in.array(), 0, end, StandardCharsets.ISO_8859_1);
        status = Integer.parseInt(head.substring(9, 12));
        left = contentLength(head) - (in.position() - end);
      } else {
        left -= count;
      }
      return left == 0;
    }

    private int headEnd() {
      byte[] bytes = in.array();
      for (int i = 3; i < in.position(); i++) {
        if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
          return i + 1;
        }
      }
      return -1;
    }
  }

  private final InetSocketAddress address;
  private final Selector selector = Selector.open();
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final List<Connection> all = new ArrayList<>();

  OpenLoop(String host, int port) throws IOException {
    address = new InetSocketAddress(host, port);
  }

  private static int contentLength(String head) throws IOException {
    int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
    if (at < 0) {
      throw new IOException("no Content-Length: " + head);
    }
    return Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
  }

  /**
   * Sends the requests round and round.
   *
   * @param perSecond requests due in a second
   */
  Outcome run(List<byte[]> requests, double perSecond, double seconds) throws IOException {
    int count = (int) (perSecond * seconds);
    Tally tally = new Tally(count);
    ArrayDeque<Long> waiting = new ArrayDeque<>();
    double gap = 1e9 / perSecond;
    long begin = System.nanoTime();
    int sent = 0;
    int made = 0;
    while (tally.answered < count) {
      long now = System.nanoTime();
      while (made < count && begin + (long) (made * gap) <= now) {
        waiting.add(begin + (long) (made * gap));
        made++;
      }
      while (!waiting.isEmpty()) {
        Connection free = free();
        if (free == null) {
          break;
        }
        free.send(requests.get(sent++ % requests.size()), waiting.remove());
      }
      receive(tally);
      boolean over = made == count && now > begin + (long) (count * gap) + LATE_ANSWERS_NANOS;
      if (over) {
        break;
      }
      if (waiting.isEmpty() && made < count) {
        LockSupport.parkNanos(Math.min(200_000, begin + (long) (made * gap) - System.nanoTime()));
      } else {
        LockSupport.parkNanos(100_000);
      }
    }
    replaceBusy();
    return tally.outcome(seconds, count);
  }

  /** As fast as so many clients can that each wait for their answer. */
  Outcome saturate(List<byte[]> requests, int clients, double seconds) throws IOException {
    Tally tally = new Tally(1_000_000);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int sent = 0;
    while (System.nanoTime() < end) {
      while (all.size() - idle.size() < clients) {
        Connection next = free();
        if (next == null) {
          break;
        }
        next.send(requests.get(sent++ % requests.size()), System.nanoTime());
      }
      selector.select(5);
      take(tally);
    }
    while (all.size() > idle.size()) {
      selector.select(5);
      take(new Tally(clients));
    }
    return tally.outcome(seconds, tally.answered);
  }

  private Connection free() throws IOException {
    Connection free = idle.poll();
    if (free != null || all.size() >= CONNECTIONS) {
      return free;
    }
    Connection fresh = new Connection();
    all.add(fresh);
    return fresh;
  }

  private void receive(Tally tally) throws IOException {
    selector.selectNow();
    take(tally);
  }

  private void take(Tally tally) throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      Connection connection = (Connection) key.attachment();
      if (key.isWritable()) {
        connection.write();
      }
      if (!key.isReadable()) {
        continue;
      }
      if (!connection.busy) { // the server has closed it: it was idle for too long
        connection.channel.close();
        idle.remove(connection);
        all.remove(connection);
      } else if (connection.read()) {
        connection.busy = false;
        tally.add(connection.status, System.nanoTime() - connection.due);
        idle.push(connection);
      }
    }
    selector.selectedKeys().clear();
  }

  /** Connections whose answer is still to come would mix up the next run. */
  private void replaceBusy() throws IOException {
    for (Connection connection : List.copyOf(all)) {
      if (!idle.contains(connection)) {
        connection.channel.close();
        all.remove(connection);
      }
    }
  }

  private static final class Tally {
    private long[] accepted;
    private long[] refused;
    private int acceptedCount;
    private int refusedCount;
    private int other;
    private int answered;

    Tally(int most) {
      accepted = new long[most];
      refused = new long[most];
    }

    void add(int status, long nanos) {
      answered++;
      if (status == 200) {
        accepted[acceptedCount++] = nanos;
      } else if (status == 503 || status == 429) {
        refused[refusedCount++] = nanos;
      } else {
        other++;
      }
    }

    Outcome outcome(double seconds, int count) {
      long[] ok = Arrays.copyOf(accepted, acceptedCount);
      long[] no = Arrays.copyOf(refused, refusedCount);
      Arrays.sort(ok);
      Arrays.sort(no);
      return new Outcome(seconds, ok, no, other, count - answered);
    }
  }

  @Override
  public void close() {
    try {
      for (Connection connection : all) {
        connection.channel.close();
      }
      selector.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
