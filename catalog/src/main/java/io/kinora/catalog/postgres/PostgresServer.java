package io.kinora.catalog.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, for whoever has named no other. Its data folder outlives it, commits are
 * on disk when they return, and only this machine can reach it, with a password that lies in the
 * data folder. The server's own log is beside the data folder, in {@code NAME.log}.
 *
 * <p>One process at a time holds a data folder. If that process was killed, its server runs on; the
 * next start finds and stops it.
 */
public final class PostgresServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

  private static final String HOST = "127.0.0.1";
  private static final String USER = "kinora";
  private static final String DATABASE = "postgres";
  private static final String PASSWORD_FILE = "kinora.password";

  /**
   * They slow down who guesses a password; nobody guesses one of 192 random bits, while the usual
   * 4,096 took a tenth of the processor time of a node's start.
   */
  private static final int SCRAM_ITERATIONS = 1;

  private static final String PID_FILE = "postmaster.pid";
  private static final int PORT_ATTEMPTS = 3;
  private static final long LOG_KEPT_BYTES = 10_000_000;

  /** Crash recovery may have much to replay. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** Whatever the files in the data folder say, these hold. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=" + HOST,
          "unix_socket_directories=",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=50",
          "shared_buffers=64MB",
          "max_wal_size=512MB",
          "log_min_messages=warning",
          "log_checkpoints=off",
          "log_line_prefix=%m[%p]");

  private final Path data;
  private final PostgresPrograms programs;
  private final FileChannel lock;
  private final PostgresAddress address;

  private PostgresServer(
      Path data, PostgresPrograms programs, FileChannel lock, PostgresAddress address) {
    this.data = data;
    this.programs = programs;
    this.lock = lock;
    this.address = address;
  }

  /** As {@link #start(Path, Path, int)}, with the programs beside the data and any free port. */
  public static PostgresServer start(Path dataDir) {
    Path beside = dataDir.toAbsolutePath().normalize().getParent();
    return start(dataDir, beside == null ? dataDir : beside, 0);
  }

  /**
   * Starts a server and waits until it answers; makes the data folder if there is none. Blocks.
   *
   * @param binaries folder under which PostgreSQL's programs are unpacked, once
   * @param port on 127.0.0.1; 0 for any that is free
   * @throws IllegalStateException if the folder is in use by a living process, or the server does
   *     not start; the message holds the end of its log
   */
  public static PostgresServer start(Path dataDir, Path binaries, int port) {
    try {
      Path data = dataDir.toAbsolutePath().normalize();
      Files.createDirectories(data.getParent());
      Path logFile = beside(data, ".log");
      FileChannel lock = lock(data);
      try {
        rotate(logFile);
        PostgresPrograms programs =
            new PostgresPrograms(PostgresBinaries.under(binaries.toAbsolutePath()), logFile);
        createCluster(data, programs);
        stopOrphan(data, programs);
        return started(data, programs, lock, port);
      } catch (IOException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL cannot use " + dataDir + ": " + failed, failed);
    }
  }

  public PostgresAddress address() {
    return address;
  }

  /** Whether the server's process is there; it ends by itself when its disk is full. */
  public boolean isRunning() {
    try {
      return isRunning(data);
    } catch (IOException unreadable) {
      return true; // as far as one knows; one that is well must not be stopped
    }
  }

  /**
   * Starts a server that has stopped by itself again, at the same address. Blocks.
   *
   * @throws IllegalStateException if it does not start; the message holds the end of its log
   */
  public void restart() {
    try {
      stopOrphan(data, programs);
      control(data, programs, START_LIMIT, "start", startOptions(programs, address.port()));
      verify();
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL cannot use " + data, failed);
    }
  }

  /** Ends the sessions, writes everything out and stops the server. Blocks; again does nothing. */
  @Override
  public void close() {
    if (!lock.isOpen()) {
      return;
    }
    try (lock) {
      stop(data, programs);
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL in " + data + " did not stop", failed);
    }
  }

  private static FileChannel lock(Path data) throws IOException {
    FileChannel channel =
        FileChannel.open(
            beside(data, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException held) {
      log.debug("this very process holds {}", data);
    }
    if (lock == null) {
      channel.close();
      throw new IllegalStateException("another process is using the database in " + data);
    }
    return channel;
  }

  /** A new cluster is made beside the folder and moved there whole. */
  private static void createCluster(Path data, PostgresPrograms programs) throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    log.info("creating a database in {}", data);
    Path cluster = beside(data, ".new");
    PostgresBinaries.deleteRecursively(cluster);
    Files.createDirectory(cluster);
    programs.own(cluster);
    Path password = beside(data, ".password");
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, newPassword());
    programs.own(password);
    programs.run(
        START_LIMIT,
        "initdb",
        "--pgdata=" + cluster,
        "--username=" + USER,
        "--auth=scram-sha-256",
        "--pwfile=" + password,
        "--set=scram_iterations=" + SCRAM_ITERATIONS,
        "--encoding=UTF8",
        "--no-locale");
    Files.move(password, cluster.resolve(PASSWORD_FILE), StandardCopyOption.ATOMIC_MOVE);
    Files.move(cluster, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void stopOrphan(Path data, PostgresPrograms programs) throws IOException {
    if (isRunning(data)) {
      log.warn("stopping the database server of a process that has died, in {}", data);
      stop(data, programs);
    }
    // Of a server that was killed; its number may be another process's by now.
    Files.deleteIfExists(data.resolve(PID_FILE));
  }

  private static boolean isRunning(Path data) throws IOException {
    try {
      String pid = Files.readAllLines(data.resolve(PID_FILE)).getFirst().strip();
      return isPostgresOn(Long.parseLong(pid), data);
    } catch (NoSuchFileException stopped) {
      return false;
    }
  }

  /** A postmaster's working directory is its data folder. */
  private static boolean isPostgresOn(long pid, Path data) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      Path program = Files.readSymbolicLink(process.resolve("exe")).getFileName();
      Path folder = Files.readSymbolicLink(process.resolve("cwd"));
      return program.toString().startsWith("postgres") && folder.equals(data.toRealPath());
    } catch (NoSuchFileException gone) {
      return false;
    } catch (AccessDeniedException foreign) {
      return false; // the number is another user's process by now: our own can be read
    }
  }

  private static void stop(Path data, PostgresPrograms programs) throws IOException {
    if (!isRunning(data)) {
      return;
    }
    try {
      control(data, programs, STOP_LIMIT, "stop", "--mode=fast");
    } catch (IllegalStateException slow) {
      log.warn("PostgreSQL did not stop; stopping it at once: {}", slow.getMessage());
      control(data, programs, STOP_LIMIT, "stop", "--mode=immediate");
    }
  }

  private static PostgresServer started(
      Path data, PostgresPrograms programs, FileChannel lock, int wanted) throws IOException {
    String password = Files.readString(data.resolve(PASSWORD_FILE));
    for (int attempt = 1; ; attempt++) {
      int port = wanted == 0 ? freePort() : wanted;
      try {
        control(data, programs, START_LIMIT, "start", startOptions(programs, port));
      } catch (IllegalStateException failed) {
        // Somebody may have taken the port between our look and the server's.
        if (wanted != 0 || attempt == PORT_ATTEMPTS) {
          throw failed;
        }
        log.warn("PostgreSQL did not start on port {}; trying another", port, failed);
        continue;
      }
      PostgresAddress address = new PostgresAddress(HOST, port, DATABASE, USER, password);
      PostgresServer server = new PostgresServer(data, programs, lock, address);
      server.verify();
      return server;
    }
  }

  /** That it is our server that answers, and that what it commits stays committed. */
  private void verify() throws IOException {
    Map<String, String> expected =
        Map.of(
            "data_directory", data.toRealPath().toString(),
            "fsync", "on",
            "synchronous_commit", "on");
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), USER, address.password());
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> setting : expected.entrySet()) {
        try (ResultSet shown = statement.executeQuery("SHOW " + setting.getKey())) {
          shown.next();
          if (!shown.getString(1).equals(setting.getValue())) {
            throw new IllegalStateException(
                "the server on port %d has %s=%s; expected %s"
                    .formatted(
                        address.port(), setting.getKey(), shown.getString(1), setting.getValue()));
          }
        }
      }
    } catch (SQLException | IllegalStateException failed) {
      stop(data, programs);
      throw new IllegalStateException("PostgreSQL in " + data + " is not usable", failed);
    }
  }

  private static void control(
      Path data, PostgresPrograms programs, Duration limit, String action, String... options)
      throws IOException {
    String[] arguments = new String[options.length + 4];
    arguments[0] = action;
    arguments[1] = "--pgdata=" + data;
    arguments[2] = "--wait";
    arguments[3] = "--timeout=" + limit.toSeconds();
    System.arraycopy(options, 0, arguments, 4, options.length);
    programs.run(limit.plusSeconds(10), "pg_ctl", arguments);
  }

  private static String[] startOptions(PostgresPrograms programs, int port) {
    String options = "-p " + port + " -c " + String.join(" -c ", SETTINGS);
    return new String[] {"--log=" + programs.log(), "-o", options};
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String newPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static void rotate(Path logFile) throws IOException {
    if (Files.exists(logFile) && Files.size(logFile) > LOG_KEPT_BYTES) {
      Files.move(logFile, Path.of(logFile + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path beside(Path data, String suffix) {
    return data.resolveSibling(data.getFileName() + suffix);
  }
}
