package io.kinora.cluster.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/** The two sockets Kafka listens on, bound to loopback before it starts. */
record LoopbackSockets(ServerSocketChannel broker, ServerSocketChannel controller)
    implements ServerSocketFactory, AutoCloseable {

  private static final int BACKLOG = 64;

  /**
   * @param brokerPort 0 for a free one
   */
  static LoopbackSockets bind(int brokerPort) {
    ServerSocketChannel broker = bindOne(brokerPort);
    try {
      return new LoopbackSockets(broker, bindOne(0));
    } catch (RuntimeException e) {
      closeOne(broker);
      throw e;
    }
  }

  int brokerPort() {
    return broker.socket().getLocalPort();
  }

  int controllerPort() {
    return controller.socket().getLocalPort();
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listenerName, InetSocketAddress address, int backlog, int receiveBuffer) {
    return listenerName.equals(BrokerSettings.CONTROLLER) ? controller : broker;
  }

  @Override
  public void close() {
    closeOne(broker);
    closeOne(controller);
  }

  private static ServerSocketChannel bindOne(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.configureBlocking(false);
        channel.bind(address, BACKLOG);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  private static void closeOne(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
