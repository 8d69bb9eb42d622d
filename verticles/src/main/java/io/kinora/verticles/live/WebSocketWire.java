package io.kinora.verticles.live;

import io.netty.channel.Channel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;

/** A WebSocket. */
final class WebSocketWire implements Wire {

  /** For the client's answer to the close, and for one that does not even read it. */
  private static final long PATIENCE_MS = 1_000;

  private final Context context;
  private final ServerWebSocket socket;
  private final Channel channel;

  /**
   * @param channel that carries it
   */
  WebSocketWire(Context context, ServerWebSocket socket, Channel channel) {
    this.context = context;
    this.socket = socket;
    this.channel = channel;
  }

  /** Whether a failure says that a message was too large. */
  static boolean isTooLarge(Throwable failure) {
    return failure instanceof TooLongFrameException
        || failure instanceof CorruptedWebSocketFrameException corrupted
            && corrupted.closeStatus().code() == Bye.TOO_LARGE.closeCode()
        || failure instanceof IllegalStateException;
  }

  @Override
  public boolean full() {
    return socket.isClosed() || socket.writeQueueFull();
  }

  @Override
  public void write(Frame frame) {
    socket.writeTextMessage(frame.json());
  }

  @Override
  public void end(Bye reason, long retryAfterMs) {
    if (socket.isClosed()) {
      return;
    }
    socket.close(reason.closeCode(), reason.key());
    // The close frame may never get out.
    context.owner().setTimer(PATIENCE_MS, late -> channel.close());
  }
}
