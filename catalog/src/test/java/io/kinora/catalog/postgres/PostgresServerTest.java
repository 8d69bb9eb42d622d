package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.BINARIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresServerTest {

  /** One folder for all: a new database takes longer than the tests. */
  @TempDir static Path folder;

  private final Path data = folder.resolve("pg");

  @Test
  void what_was_committed_is_there_after_a_stop_and_a_start() throws Exception {
    try (PostgresServer server = start()) {
      ask(server, "CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS number");
    }
    try (PostgresServer server = start()) {
      assertThat(ask(server, "SELECT number FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void commits_are_on_disk_and_only_this_machine_can_connect() throws Exception {
    PostgresServer server = TestDatabase.server();
    assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
    assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
    assertThat(ask(server, "SHOW full_page_writes")).isEqualTo("on");
    assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask(server, "SHOW unix_socket_directories")).isEmpty();
  }

  @Test
  void nobody_gets_in_without_the_password() {
    PostgresAddress address = TestDatabase.server().address();
    assertThatThrownBy(
            () -> DriverManager.getConnection(address.jdbcUrl(), address.user(), "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(address.toString()).doesNotContain(address.password());
  }

  @Test
  void a_folder_in_use_is_refused_and_its_server_left_alone() throws Exception {
    PostgresServer server = TestDatabase.server();
    Path taken = Path.of(ask(server, "SHOW data_directory"));
    assertThatThrownBy(() -> PostgresServer.start(taken, BINARIES, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(taken.toString());
    assertThat(ask(server, "SELECT 1")).isEqualTo("1");
  }

  @Test
  void a_port_that_is_taken_is_told_with_the_servers_own_words() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> PostgresServer.start(data, BINARIES, taken.getLocalPort()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void after_its_process_was_killed_the_server_is_found_and_stopped_and_nothing_is_lost()
      throws Exception {
    Process child = startChild();
    child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    long orphan = serverPid();
    assertThat(ProcessHandle.of(orphan)).as("the server outlives its process").isPresent();

    try (PostgresServer server = start()) {
      assertThat(serverPid()).isNotEqualTo(orphan);
      assertThat(ask(server, "SELECT metadata->>'title' FROM video WHERE id = 'survivor'"))
          .isEqualTo("t");
    }
  }

  @Test
  void after_the_server_was_killed_it_recovers_what_was_committed() throws Exception {
    try (PostgresServer server = start()) {
      ask(server, "CREATE TABLE IF NOT EXISTS unclean AS SELECT 7 AS number");
      ProcessHandle killed = ProcessHandle.of(serverPid()).orElseThrow();
      killed.destroyForcibly();
      killed.onExit().get(10, TimeUnit.SECONDS);
      assertThat(data.resolve("postmaster.pid")).exists();
    }
    try (PostgresServer server = start()) {
      assertThat(ask(server, "SELECT number FROM unclean")).isEqualTo("7");
    }
  }

  @Test
  void a_pid_that_belongs_to_somebody_else_by_now_does_not_keep_the_server_from_starting()
      throws Exception {
    start().close();
    long ours = ProcessHandle.current().pid();
    Files.writeString(
        data.resolve("postmaster.pid"), ours + "\n" + data + "\n1\n5432\n\n127.0.0.1\n");
    PostgresServer server = start();
    assertThat(serverPid()).isNotEqualTo(ours);
    server.close();
    server.close();
  }

  @Test
  void several_that_unpack_the_programs_at_once_do_not_meet() throws Exception {
    Path root = folder.resolve("binaries");
    CompletableFuture<Path> other = CompletableFuture.supplyAsync(() -> unpacked(root));
    assertThat(unpacked(root)).isEqualTo(other.get(60, TimeUnit.SECONDS));
    assertThat(unpacked(root).resolve("bin/postgres")).isExecutable();
    try (var left = Files.list(root)) {
      assertThat(left).hasSize(1);
    }
  }

  private PostgresServer start() {
    return PostgresServer.start(data, BINARIES, 0);
  }

  private Process startChild() throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerInChild.class.getName(),
                data.toString(),
                BINARIES.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader said = child.inputReader();
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      if (line.equals(ServerInChild.COMMITTED)) {
        return child;
      }
    }
    throw new AssertionError("the child said:\n" + all);
  }

  private long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
  }

  private static Path unpacked(Path root) {
    try {
      return PostgresBinaries.under(root);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private static String ask(PostgresServer server, String sql) throws SQLException {
    PostgresAddress address = server.address();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      ResultSet answer = statement.getResultSet();
      answer.next();
      return answer.getString(1);
    }
  }
}
