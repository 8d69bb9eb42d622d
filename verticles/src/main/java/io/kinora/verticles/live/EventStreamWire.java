package io.kinora.verticles.live;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;

/** Server-Sent Events in the answer to a request. */
final class EventStreamWire implements Wire {

  private static final long PATIENCE_MS = 1_000;

  private final Context context;
  private final HttpServerResponse response;
  private final Channel channel;

  /**
   * @param channel that carries it
   */
  EventStreamWire(Context context, HttpServerResponse response, Channel channel) {
    this.context = context;
    this.response = response;
    this.channel = channel;
  }

  @Override
  public boolean full() {
    return response.ended() || response.closed() || response.writeQueueFull();
  }

  @Override
  public void write(Frame frame) {
    StringBuilder event = new StringBuilder(frame.json().length() + 100);
    event.append("event: ").append(frame.type()).append('\n');
    if (frame.position() != null) {
      event.append("id: ").append(frame.position()).append('\n');
    }
    if (frame.retryMs() > 0) {
      event.append("retry: ").append(frame.retryMs()).append('\n');
    }
    response.write(event.append("data: ").append(frame.json()).append("\n\n").toString());
  }

  @Override
  public void end(Bye reason, long retryAfterMs) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.end();
    // A client that does not read would keep it open.
    context
        .owner()
        .setTimer(
            PATIENCE_MS,
            late -> {
              if (!response.closed()) {
                channel.close();
              }
            });
  }
}
