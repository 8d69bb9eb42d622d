package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cluster.log.LogProbe;
import io.kinora.verticles.NodeHealth;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The health of a node")
class HealthBoardTest {

  private final Vertx vertx = Vertx.vertx();
  private final Pool nowhere =
      PgBuilder.pool()
          .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(1))
          .using(vertx)
          .build();
  private final LogProbe log = LogProbe.open("127.0.0.1:1");

  @AfterEach
  void close() {
    log.close();
    nowhere.close();
    vertx.close();
  }

  @Test
  void a_node_that_stops_is_no_longer_ready_and_says_why() {
    HealthBoard board = new HealthBoard(vertx, nowhere, log, List::of, List.of());
    assertThat(board.ready()).isTrue();

    board.leave();

    assertThat(board.ready()).isFalse();
    assertThat(board.parts()).contains(new NodeHealth.Part("node", false, true, "is stopping"));
  }
}
