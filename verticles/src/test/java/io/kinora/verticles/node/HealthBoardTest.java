package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cluster.log.LogProbe;
import io.kinora.verticles.NodeHealth.Part;
import io.kinora.verticles.node.HealthBoard.Held;
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
  void a_node_is_ready_from_when_it_is_warm_until_it_stops_and_says_why_not_before_and_after() {
    HealthBoard board = new HealthBoard(vertx, nowhere, log, List::of, List.of());
    assertThat(board.ready()).isFalse();
    assertThat(board.parts()).contains(new Part("node", false, true, "is starting"));

    board.arrive();
    assertThat(board.ready()).isTrue();

    board.leave();
    assertThat(board.ready()).isFalse();
    assertThat(board.parts()).contains(new Part("node", false, true, "is stopping"));
  }

  @Test
  void a_replica_that_is_being_filled_makes_its_node_unready_only_where_no_other_node_serves_it() {
    Held filled = new Held(0, true, true, "0 records behind");
    assertThat(board(filled, new Held(1, false, true, "opening")).ready()).isTrue();
    assertThat(board(filled, new Held(1, false, false, "opening")).ready()).isFalse();
    assertThat(board(filled, new Held(1, true, false, "0 records behind")).ready()).isTrue();
  }

  private HealthBoard board(Held... held) {
    HealthBoard board = new HealthBoard(vertx, nowhere, log, () -> List.of(held), List.of());
    board.arrive();
    return board;
  }
}
