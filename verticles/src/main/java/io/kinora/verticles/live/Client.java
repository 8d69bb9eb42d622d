package io.kinora.verticles.live;

import io.kinora.verticles.http.auth.Login;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Who opens a live connection.
 *
 * @param login null for nobody in particular
 * @param channel of the connection: what waits in it is given up when it is closed
 */
public record Client(@Nullable Login login, String address, Channel channel) {

  public static Client of(HttpServerRequest request, @Nullable Login login) {
    HttpConnection connection = request.connection();
    // Vert.x itself closes a connection only once all that was written is out.
    Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    return new Client(login, request.remoteAddress().host(), channel);
  }

  @Nullable String subject() {
    return login == null ? null : login.caller().subject();
  }

  /** Who it is for limits: a subject, else an address. */
  public String name() {
    String subject = subject();
    return subject != null ? "subject " + subject : "address " + address;
  }
}
