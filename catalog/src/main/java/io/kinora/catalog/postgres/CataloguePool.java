package io.kinora.catalog.postgres;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Opens the connections that the repositories share. */
public final class CataloguePool {

  private static final int WAITING_PER_CONNECTION = 64;
  private static final int PATIENCE_SECONDS = 10;
  private static final int STATEMENTS_IN_FLIGHT = 16;
  private static final int CONNECT_MILLIS = 3_000;
  private static final String LOCK_MILLIS = "10000";

  /** A host that acknowledges nothing for so long is gone, though it never said so. */
  private static final int SILENT_MILLIS = 15_000;

  private CataloguePool() {}

  /**
   * Connections are made when first needed. A request that finds all of them busy waits up to 10 s;
   * when 64 a connection wait already, it fails at once.
   *
   * @param size most connections, at least 1
   */
  public static Pool open(Vertx vertx, PostgresAddress address, int size) {
    PgConnectOptions server =
        new PgConnectOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setDatabase(address.database())
            .setUser(address.user())
            .setPassword(address.password())
            .setCachePreparedStatements(true)
            .setPipeliningLimit(STATEMENTS_IN_FLIGHT)
            .addProperty("application_name", "kinora")
            // What a frozen node holds is free again before others have given up.
            .addProperty("lock_timeout", LOCK_MILLIS)
            .addProperty("idle_in_transaction_session_timeout", LOCK_MILLIS);
    PoolOptions pool =
        new PoolOptions()
            .setName("catalogue")
            .setMaxSize(size)
            .setMaxWaitQueueSize(size * WAITING_PER_CONNECTION)
            .setConnectionTimeout(PATIENCE_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool()
        .with(pool)
        .with(
            new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpKeepAlive(true)
                .setTcpUserTimeout(SILENT_MILLIS))
        .connectingTo(server)
        .using(vertx)
        .build();
  }
}
